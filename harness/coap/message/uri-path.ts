import { HarnessBugError } from '../../errors/touchstone-error.ts';

/** Characters that a path segment may have besides unreserved ones (RFC 3986 §3.3). */
const PLAIN_IN_SEGMENT = /%(?:21|24|26|27|28|29|2A|2B|2C|3B|3D|3A|40)/g;
/** `&` separates the items of a query, so it stays encoded inside one (RFC 7252 §6.5). */
const PLAIN_IN_QUERY_ITEM = /%(?:21|24|27|28|29|2A|2B|2C|3B|3D|3A|40|2F|3F)/g;

/** Most segments are numbers or plain words, and stay as they are. */
const UNRESERVED = /^[\w.~-]*$/;

function encode(text: string, plain: RegExp): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(text.toWellFormed()).replace(plain, decodeURIComponent);
}

/** Composes the path of a URI from its decoded segments (RFC 7252 §6.5). */
export function joinPath(segments: readonly string[]): string {
  return `/${segments.map(segment => encode(segment, PLAIN_IN_SEGMENT)).join('/')}`;
}

/** `?a=1&b=2`, or nothing (RFC 7252 §6.5). */
export function joinQuery(items: readonly string[]): string {
  if (items.length === 0) return '';
  return `?${items.map(item => encode(item, PLAIN_IN_QUERY_ITEM)).join('&')}`;
}

/**
 * Decomposes an absolute path into decoded segments; `/` and the empty path have none (RFC 7252 §6.4).
 * @throws HarnessBugError `coap.path-syntax` when a percent-encoding is broken.
 */
export function splitPath(path: string): string[] {
  const relative = path.startsWith('/') ? path.slice(1) : path;
  if (relative === '') return [];
  try {
    return relative.split('/').map(decodeURIComponent);
  } catch (cause) {
    throw new HarnessBugError('coap.path-syntax', `"${path}" is not a URI path`, {
      hint: 'Write a literal percent sign as %25.',
      cause,
    });
  }
}
