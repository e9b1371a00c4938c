import type { Coverage } from '../engine/coverage.ts';
import { COUNTERS, instrument } from '../engine/instrument.ts';
import { readingOf } from '../engine/judge.ts';
import type { Read } from '../engine/law.ts';
import type { FuzzTarget } from '../engine/target.ts';

/**
 * A decoder with a bug behind three bytes in a row, each checked after the one before: for mutations without guidance
 * one chance in 256³, for guided ones a staircase.
 */
export const BURIED_BUG = `
  (bytes => {
    if (bytes[0] === 0x4c)
      if (bytes[1] === 0x77)
        if (bytes[2] === 0x4d) throw new RangeError('planted');
    return { value: bytes.length, deviations: [] };
  })`;

/** Looks back at every sixteenth of the bytes before for every byte. */
export const QUADRATIC = `
  (bytes => {
    let sum = 0;
    for (let end = 0; end < bytes.length; end++) for (let at = 0; at < end; at += 16) sum += bytes[at];
    return { value: sum, deviations: [] };
  })`;

/** Instruments the source of a decode function and makes a target of it. */
export function toyTarget(source: string, coverage: Coverage): FuzzTarget {
  const instrumented = instrument(source, coverage.sites);
  coverage.reserve(instrumented.sites);
  const decode: (bytes: Uint8Array) => Read<number> = new Function(
    COUNTERS,
    `return ${instrumented.code.trim()}`,
  )(coverage.counters);
  return {
    name: 'toy',
    title: 'toy decoder',
    readings: [readingOf({ label: 'toy', decode })],
    seeds: [{ reading: 0, payload: new Uint8Array(8) }],
    dictionary: [],
  };
}
