import type { Deviation } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { Link, LinkAttribute } from './link.ts';
import { WHOLE_NAME, WHOLE_TOKEN } from './link-grammar.ts';
import { parseLocatedLinks } from './link-parser.ts';

export type { Link, LinkAttribute } from './link.ts';

/** Links are null when the text cannot be read to its end; deviations then say why. Offsets are in bytes. */
export interface DecodedLinks {
  readonly links: readonly Link[] | null;
  readonly deviations: readonly Deviation[];
}

/** Reads CoRE Link Format (RFC 6690 §2). Total and linear; no bytes are no links. */
export function parseLinkFormat(payload: Uint8Array | string): DecodedLinks {
  const { links, deviations } = parseLocatedLinks(payload);
  return { links: links?.map(unlocated) ?? null, deviations };
}

/**
 * Writes links; a value that is no token is quoted whatever its flag says. A target is written as it is, so that
 * one that is no URI reference can be sent on purpose.
 * @throws HarnessBugError `link-format.value` for what the grammar has no place for: an angle bracket in a target, a
 * name that is none, text that UTF-8 cannot carry.
 */
export function formatLinkFormat(links: readonly Link[]): string {
  return links
    .map(({ target, attributes }) => [formatTarget(target), ...attributes.map(formatAttribute)].join(';'))
    .join(',');
}

/** Value of the first attribute of that name: null for a name alone, undefined when there is none. */
export function linkAttribute(link: Link, name: string): string | null | undefined {
  return link.attributes.find(attribute => attribute.name === name)?.value;
}

/** The link without where it was read. */
function unlocated({ target, attributes }: Link): Link {
  return { target, attributes: attributes.map(({ name, value, quoted }) => ({ name, value, quoted })) };
}

function formatTarget(target: string): string {
  if (/[<>]/.test(target) || !target.isWellFormed()) throw notWritable('target', target);
  return `<${target}>`;
}

function formatAttribute({ name, value, quoted }: LinkAttribute): string {
  if (!WHOLE_NAME.test(name)) throw notWritable('attribute name', name);
  if (value === null) return name;
  if (!value.isWellFormed()) throw notWritable('attribute value', value);
  if (!quoted && WHOLE_TOKEN.test(value)) return `${name}=${value}`;
  return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
}

function notWritable(what: string, text: string): HarnessBugError {
  return new HarnessBugError('link-format.value', `${JSON.stringify(text)} cannot be an ${what} of a link`, {
    hint: 'To send what no link can be, send its bytes.',
  });
}
