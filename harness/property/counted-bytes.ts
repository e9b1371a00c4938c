export interface CountedBytes {
  /** The same bytes for a reader. */
  readonly bytes: Uint8Array;
  /** How often one of them has been asked for; views of them are not followed. */
  readonly reads: () => number;
}

/** Counts the work of a decoder in reads instead of milliseconds, which depend on what else the machine does. */
export function countedBytes(bytes: Uint8Array): CountedBytes {
  let reads = 0;
  const counting = new Proxy(bytes, {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1;
      return Reflect.get(target, key, target);
    },
  });
  return { bytes: counting, reads: () => reads };
}
