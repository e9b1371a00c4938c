import type { CoapMessage, Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { queryOf, uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { type Link, parseLinkFormat } from '../lwm2m/content/link-format/link-format.ts';

/** What a Register says (TS 1.0 §5.3.1). */
export interface RegisterRequest {
  readonly endpoint: string;
  /** Seconds. */
  readonly lifetime: number;
  readonly lwm2m: string;
  readonly binding: string;
  readonly sms: string | null;
  /** It sleeps in between (TS 1.0: a binding with Q; TS 1.1: a parameter of its own). */
  readonly queueMode: boolean;
  readonly links: readonly Link[];
}

/** What an Update says: only what it carries (TS 1.0 §5.3.2). */
export type UpdateRequest = Partial<
  Pick<RegisterRequest, 'lifetime' | 'binding' | 'sms' | 'queueMode' | 'links'>
>;

const DEFAULT_LIFETIME = 86_400;
const DEFAULT_BINDING = 'U';
const SUPPORTED_VERSION = /^1\.\d+$/;

/** What is not accepted: the code that says so to the client, and the cause in words for whoever mends it. */
export interface Refusal {
  readonly refused: Code;
  readonly because: string;
}

/** Reads a Register, or tells why it is refused. */
export function parseRegister(request: CoapMessage): RegisterRequest | Refusal {
  const update = parseUpdate(request);
  if ('refused' in update) return update;
  const query = parseQuery(request);
  const endpoint = query?.get('ep') ?? '';
  const lwm2m = query?.get('lwm2m');
  if (endpoint === '') return malformed('it has no endpoint name (ep)');
  if (lwm2m === undefined) return malformed('it has no version of LwM2M (lwm2m)');
  if (!SUPPORTED_VERSION.test(lwm2m)) return { refused: '4.12', because: `lwm2m=${lwm2m} is not 1.x` };
  if (update.links === undefined) return malformed('it has no list of objects');
  return {
    endpoint,
    lwm2m,
    lifetime: update.lifetime ?? DEFAULT_LIFETIME,
    binding: update.binding ?? DEFAULT_BINDING,
    sms: update.sms ?? null,
    queueMode: update.queueMode ?? false,
    links: update.links,
  };
}

/** Reads an Update, or tells why it is refused. */
export function parseUpdate(request: CoapMessage): UpdateRequest | Refusal {
  const query = parseQuery(request);
  if (query === null) return malformed('a parameter is repeated');
  const lifetime = query.get('lt');
  if (lifetime !== undefined && !/^\d{1,10}$/.test(lifetime))
    return malformed(`lt=${lifetime} is not a number of seconds`);
  const links = parseLinks(request);
  if (links === null) return malformed('its payload is not of Content-Format 40 (link format)');
  const binding = query.get('b');
  const sms = query.get('sms');
  return {
    ...(lifetime === undefined ? {} : { lifetime: Number(lifetime) }),
    ...(binding === undefined ? {} : { binding }),
    ...(binding === undefined && !query.has('Q')
      ? {}
      : { queueMode: query.has('Q') || binding?.includes('Q') === true }),
    ...(sms === undefined ? {} : { sms }),
    ...(links === undefined ? {} : { links }),
  };
}

/** Null when a parameter is repeated. */
function parseQuery(request: CoapMessage): Map<string, string> | null {
  const query = new Map<string, string>();
  for (const item of queryOf(request)) {
    const equals = item.indexOf('=');
    const name = equals < 0 ? item : item.slice(0, equals);
    if (query.has(name)) return null;
    query.set(name, equals < 0 ? '' : item.slice(equals + 1));
  }
  return query;
}

function malformed(because: string): Refusal {
  return { refused: '4.00', because };
}

/**
 * Undefined without a payload, null when it is of another format. Without a Content-Format it is read all the same: the client
 * must name it, but the recipient may find out by itself (RFC 7252 §5.5.1), and everything else about the client is to be seen.
 */
function parseLinks(request: CoapMessage): readonly Link[] | null | undefined {
  if (request.payload.length === 0) return undefined;
  const format = uintValue(request, OptionNumber.contentFormat);
  if (format !== undefined && format !== ContentFormat.linkFormat) return null;
  return parseLinkFormat(Buffer.from(request.payload).toString('utf8')).links;
}
