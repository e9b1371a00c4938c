import type { Reading } from './law.ts';

/** A decoder to fuzz, with what its format is made of. */
export interface FuzzTarget {
  /** Same as its file. */
  readonly name: string;
  /** What is read, for the list of decoders. */
  readonly title: string;
  /** At least one. Where there are several, the first byte of an input tells which one reads the rest. */
  readonly readings: readonly Reading[];
  /** Payloads that the format allows and some that it does not, each for the reading at that index. */
  readonly seeds: readonly Seed[];
  /** Words of the format that a mutation would hardly hit upon. */
  readonly dictionary: readonly Uint8Array[];
}

export interface Seed {
  readonly reading: number;
  readonly payload: Uint8Array;
}

export interface Selected {
  readonly reading: Reading;
  readonly payload: Uint8Array;
}

/** The reading that an input asks for, and the payload for it. */
export function select({ readings }: Pick<FuzzTarget, 'readings'>, input: Uint8Array): Selected | null {
  const index = readings.length === 1 ? 0 : (input[0] ?? 0) % readings.length;
  const reading = readings[index];
  if (reading === undefined) return null;
  return { reading, payload: readings.length === 1 ? input : input.subarray(1) };
}

/** The input that asks for a reading of a payload. */
export function inputOf({ readings }: Pick<FuzzTarget, 'readings'>, { reading, payload }: Seed): Uint8Array {
  return readings.length === 1 ? payload : Uint8Array.of(reading, ...payload);
}
