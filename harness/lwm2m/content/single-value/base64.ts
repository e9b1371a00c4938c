/** Strict base64 (RFC 4648 §4): padded, no blanks, no stray bits. Null for anything else. */
export function decodeBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? new Uint8Array(bytes) : null;
}
