/** Seeded randomness for message ids, tokens, jitter and endpoint names: same seed, same run. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Integer in [0, below). */
  integer(below: number): number;
  bytes(length: number): Uint8Array;
}

/** mulberry32: small, fast, and good enough for jitter; not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const integer = (below: number): number => Math.floor(next() * below);
  return {
    next,
    integer,
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let index = 0; index < length; index += 1) bytes[index] = integer(256);
      return bytes;
    },
  };
}

/** Derives a seed for a named part of a run, so that adding one purpose does not change the others. */
export function deriveSeed(seed: number, name: string): number {
  let hash = seed >>> 0;
  for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash;
}
