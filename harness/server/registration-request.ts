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

/** Reads a Register, or gives the code that refuses it. */
export function parseRegister(request: CoapMessage): RegisterRequest | { readonly refused: Code } {
  const query = parseQuery(request);
  if (query === null) return { refused: '4.00' };
  const endpoint = query.get('ep');
  const lwm2m = query.get('lwm2m');
  const update = parseUpdate(request);
  if (endpoint === undefined || endpoint === '' || lwm2m === undefined || 'refused' in update)
    return { refused: '4.00' };
  if (!SUPPORTED_VERSION.test(lwm2m)) return { refused: '4.12' };
  if (update.links === undefined) return { refused: '4.00' };
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

/** Reads an Update, or gives the code that refuses it. */
export function parseUpdate(request: CoapMessage): UpdateRequest | { readonly refused: Code } {
  const query = parseQuery(request);
  const lifetime = query?.get('lt');
  if (query === null || (lifetime !== undefined && !/^\d{1,10}$/.test(lifetime))) return { refused: '4.00' };
  const links = parseLinks(request);
  if (links === null) return { refused: '4.00' };
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

/** Undefined without a payload, null when it cannot be read. */
function parseLinks(request: CoapMessage): readonly Link[] | null | undefined {
  if (request.payload.length === 0) return undefined;
  if (uintValue(request, OptionNumber.contentFormat) !== ContentFormat.linkFormat) return null;
  return parseLinkFormat(Buffer.from(request.payload).toString('utf8')).links;
}
