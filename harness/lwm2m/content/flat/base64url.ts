import { readBase64 } from '../single-value/base64.ts';

/** base64url without padding (RFC 4648 §5, RFC 8428 §5). */
export function encodeBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}

export interface ReadBase64Url {
  readonly bytes: Uint8Array;
  /** Whether it is written just so: alphabet of §5, no padding, no blanks, no stray bits. */
  readonly exact: boolean;
}

/** Reads base64url, and base64 in any other form that means one sequence of bytes; null for anything else. */
export function readBase64Url(text: string): ReadBase64Url | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') === text) return { bytes: new Uint8Array(bytes), exact: true };
  const read = readBase64(text);
  return read === null ? null : { bytes: read.bytes, exact: false };
}
