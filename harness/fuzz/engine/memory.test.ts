import { describe, expect, test } from '@jest/globals';
import { readingOf } from './judge.ts';
import type { Reading } from './law.ts';
import { allocationDefect, retentionDefect } from './memory.ts';

const INPUT = Uint8Array.of(0xff, 1);

function reading(read: (bytes: Uint8Array) => number): Reading {
  return readingOf({ label: 'toy', decode: bytes => ({ value: read(bytes), deviations: [] }) });
}

describe('the memory of a decoder', () => {
  test('may be some for every byte', () => {
    expect(
      allocationDefect(
        reading(bytes => new Uint8Array(100 * bytes.length).length),
        INPUT,
      ),
    ).toBeNull();
  });

  test('may not be what the input announces', () => {
    const greedy = reading(([announced = 0]) => new Uint8Array(announced << 16).length);
    expect(allocationDefect(greedy, INPUT)?.law).toBe('linear-memory');
  });

  test('is given back', () => {
    const noise = [900_000, 1_000_000, 1_000_900, 1_000_400, 1_100_000, 1_000_000];
    expect(
      retentionDefect([{ reading: reading(() => 1), input: INPUT }], () => noise.shift() ?? 0),
    ).toBeNull();
  });

  test('is not kept for every input that was read', () => {
    const kept: Uint8Array[] = [];
    const retaining = reading(bytes => kept.push(bytes));
    const found = retentionDefect([{ reading: retaining, input: INPUT }], () => 1_000_000 + 64 * kept.length);
    expect(found?.law).toBe('retains-nothing');
  });
});
