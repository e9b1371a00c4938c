/** Words of a text format as bytes. */
export function textWords(...words: readonly string[]): Uint8Array[] {
  return words.map(word => new TextEncoder().encode(word));
}

/** Words of a binary format, in hex. */
export function hexWords(...words: readonly string[]): Uint8Array[] {
  return words.map(word => new Uint8Array(Buffer.from(word, 'hex')));
}
