/**
 * A number of 0–65804 as a nibble with zero, one or two bytes of extension (RFC 7252 §3.1). Every number has exactly
 * one such form, so there is no longer one than needed: 13 starts where 12 ends, 14 where 13 ends.
 */
import { octet } from './octets.ts';

/** Up to here a nibble is the number itself. */
export const MAX_PLAIN_NIBBLE = 12;
const ONE_BYTE_NIBBLE = 13;
const TWO_BYTES_NIBBLE = 14;
const ONE_BYTE_BASE = 13;
const TWO_BYTES_BASE = 269;

/** Has no number: it belongs to the payload marker. */
export const RESERVED_NIBBLE = 15;
export const MAX_EXTENDED = TWO_BYTES_BASE + 0xffff;

export function nibbleFor(value: number): number {
  if (value < ONE_BYTE_BASE) return value;
  return value < TWO_BYTES_BASE ? ONE_BYTE_NIBBLE : TWO_BYTES_NIBBLE;
}

/** Bytes of extension behind a nibble of 0–14. */
export function extensionSize(nibble: number): number {
  return nibble < ONE_BYTE_NIBBLE ? 0 : nibble - ONE_BYTE_NIBBLE + 1;
}

/** The number that a nibble of 0–14 and its extension at `offset` make; the caller has checked that it is there. */
export function readExtended(bytes: Uint8Array, nibble: number, offset: number): number {
  if (nibble < ONE_BYTE_NIBBLE) return nibble;
  if (nibble === ONE_BYTE_NIBBLE) return octet(bytes, offset) + ONE_BYTE_BASE;
  return ((octet(bytes, offset) << 8) | octet(bytes, offset + 1)) + TWO_BYTES_BASE;
}

/** Writes what the nibble of `value` leaves out and returns the offset behind it. */
export function writeExtension(bytes: Uint8Array, offset: number, value: number): number {
  if (value < ONE_BYTE_BASE) return offset;
  if (value < TWO_BYTES_BASE) {
    bytes[offset] = value - ONE_BYTE_BASE;
    return offset + 1;
  }
  bytes[offset] = (value - TWO_BYTES_BASE) >> 8;
  bytes[offset + 1] = (value - TWO_BYTES_BASE) & 0xff;
  return offset + 2;
}
