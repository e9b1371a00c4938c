/** The byte at an offset that the caller has checked to be there. */
export function octet(bytes: Uint8Array, offset: number): number {
  return bytes[offset] ?? 0;
}

/** Longer sources are quicker to copy by `set`, shorter ones by hand. */
const SHORT = 24;

/** Copies all of `source` to `offset` and returns the offset behind it. */
export function copyInto(target: Uint8Array, offset: number, source: Uint8Array): number {
  const { length } = source;
  if (length > SHORT) target.set(source, offset);
  else for (let index = 0; index < length; index += 1) target[offset + index] = octet(source, index);
  return offset + length;
}
