/** Bytes that stand for the literals of a program: a number as it would be on a wire, a word as text. */
export function dictionaryOf(literals: Iterable<number | bigint | string>): Uint8Array[] {
  const words = new Map<string, Uint8Array>();
  for (const literal of literals) {
    for (const bytes of typeof literal === 'string' ? [Buffer.from(literal)] : numberBytes(BigInt(literal))) {
      if (bytes.length > 0) words.set(Buffer.from(bytes).toString('hex'), bytes);
    }
  }
  return [...words.values()];
}

/** Big-endian, in the narrowest of 1, 2, 4 and 8 bytes that holds it; nothing for what is negative or wider. */
function numberBytes(value: bigint): Uint8Array[] {
  if (value < 0n || value >= 1n << 64n) return [];
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  const width = [1, 2, 4].find(size => value < 1n << BigInt(8 * size)) ?? 8;
  return [bytes.slice(8 - width)];
}
