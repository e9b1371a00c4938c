/** Strict base64 (RFC 4648 §4): padded, no blanks, no stray bits. Null for anything else. */
export function decodeBase64(text: string): Uint8Array | null {
  const read = readBase64(text);
  return read === null || read.departures.length > 0 ? null : read.bytes;
}

/** How text can depart from RFC 4648 §4 and still mean one sequence of bytes. */
export type Base64Departure = 'blanks' | 'alphabet' | 'padding' | 'stray-bits';

export interface ReadBase64 {
  readonly bytes: Uint8Array;
  readonly departures: readonly Base64Departure[];
}

const BLANK = /[ \t\r\n]/g;
const BASE64 = /^([A-Za-z0-9+/_-]*)(={0,2})$/;

/**
 * Reads base64 and says how it departs from RFC 4648 §4: blanks or line ends in it (§3.1), the alphabet of §5,
 * wrong padding (§3.2), bits set beyond the last byte (§3.5). Null for what cannot be base64 at all.
 */
export function readBase64(text: string): ReadBase64 | null {
  const compact = text.replace(BLANK, '');
  const [, digits, padding] = BASE64.exec(compact) ?? [];
  if (digits === undefined || padding === undefined || digits.length % 4 === 1) return null;
  const standard = digits.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = new Uint8Array(Buffer.from(standard, 'base64'));
  const departures: Base64Departure[] = [];
  if (compact !== text) departures.push('blanks');
  if (standard !== digits) departures.push('alphabet');
  if ((4 - (digits.length % 4)) % 4 !== padding.length) departures.push('padding');
  const canonical = Buffer.from(bytes).toString('base64').slice(0, digits.length);
  if (canonical !== standard) departures.push('stray-bits');
  return { bytes, departures };
}
