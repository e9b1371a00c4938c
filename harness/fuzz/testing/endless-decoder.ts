import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';

/** Never comes back from an input that starts with 1. */
export const target: FuzzTarget = {
  name: 'endless',
  title: 'decoder that does not end',
  readings: [
    readingOf({
      label: 'endless',
      decode: bytes => {
        while (bytes[0] === 1);
        return { value: bytes.length, deviations: [] };
      },
    }),
  ],
  seeds: [
    { reading: 0, payload: Uint8Array.of(0) },
    { reading: 0, payload: Uint8Array.of(1, 2) },
  ],
  dictionary: [],
};
