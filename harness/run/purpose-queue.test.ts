import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { Durations } from './durations.ts';
import { PurposeQueue } from './purpose-queue.ts';
import { declaration } from './testing/sample.ts';

const purpose = (id: string, twin: string | null = null): PurposeDeclaration => ({
  ...declaration(id),
  twin: twin as PurposeId | null,
});

const anyPurposes = fc
  .array(fc.record({ twin: fc.option(fc.nat(20), { nil: null }), ms: fc.nat(30_000) }), { maxLength: 20 })
  .map(entries =>
    entries.map(({ twin, ms }, index) => ({
      declared: purpose(`a.bv.p${index}`, twin === null || twin >= index ? null : `a.bv.p${twin}`),
      ms,
    })),
  );

/** Everything that so many instances take, each as soon as it has nothing to do, with the time at which the last of them ends. */
function shared(purposes: readonly PurposeDeclaration[], durations: Durations, instances: number) {
  const queue = new PurposeQueue(purposes, durations);
  const free = Array.from({ length: instances }, () => 0);
  const taken: (readonly PurposeId[])[] = [];
  for (;;) {
    const part = queue.take(instances);
    if (part.length === 0) return { taken, left: queue.left, end: Math.max(...free) };
    taken.push(part);
    const soonest = free.indexOf(Math.min(...free));
    free[soonest] = part.reduce((sum, id) => sum + (durations.get(id) ?? 0), free[soonest] ?? 0);
  }
}

describe('PurposeQueue', () => {
  test('gives every purpose to exactly one instance, together with its twin', () => {
    fc.assert(
      fc.property(anyPurposes, fc.integer({ min: 1, max: 6 }), (entries, instances) => {
        const declared = entries.map(entry => entry.declared);
        const { taken, left } = shared(
          declared,
          new Map(entries.map(entry => [entry.declared.id, entry.ms])),
          instances,
        );
        expect([...taken.flat()].sort()).toEqual(declared.map(({ id }) => id).sort());
        expect(left).toBe(0);
        for (const { id, twin } of declared)
          if (twin !== null) expect(taken.find(ids => ids.includes(id))).toContain(twin);
      }),
    );
  });

  test('lets all end within one purpose and one smallest part of what a perfect division would take', () => {
    const anyTimes = fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(anyTimes, fc.integer({ min: 2, max: 16 }), (times, instances) => {
        const declared = times.map((_, index) => purpose(`a.bv.p${index}`));
        const durations = new Map(declared.map(({ id }, index) => [id, times[index] ?? 0]));
        const perfect = times.reduce((sum, each) => sum + each, 0) / instances;
        const { end } = shared(declared, durations, instances);
        expect(end).toBeLessThanOrEqual(perfect + Math.max(...times) + 5_000);
      }),
    );
  });

  test('gives everything at once to an only instance', () => {
    const declared = Array.from({ length: 50 }, (_, index) => purpose(`a.bv.p${index}`));
    const queue = new PurposeQueue(declared, new Map());
    expect(queue.left).toBe(125_000);
    expect(queue.take(1)).toHaveLength(50);
    expect([queue.left, queue.take(1)]).toEqual([0, []]);
  });

  test('counts as unfinished what was taken until it has been run', () => {
    const declared = [purpose('a.bv.x'), purpose('a.bv.y'), purpose('a.bv.z')];
    const queue = new PurposeQueue(declared, new Map(declared.map(({ id }) => [id, 30_000])));
    const [taken = never()] = queue.take(2);
    expect([queue.left, queue.unfinished]).toEqual([60_000, 90_000]);
    queue.finish(taken);
    expect([queue.left, queue.unfinished]).toEqual([60_000, 60_000]);
  });

  test('begins with the longest', () => {
    const declared = [purpose('a.bv.x'), purpose('a.bv.y'), purpose('a.bv.z')];
    const durations = new Map([[declared[1]?.id as PurposeId, 90_000]]);
    expect(new PurposeQueue(declared, durations).take(2)).toEqual(['a.bv.y']);
  });

  test('takes a timing purpose that was never run for a long one', () => {
    const others = Array.from({ length: 18 }, (_, index) => purpose(`a.bv.p${index}`));
    expect(new PurposeQueue([...others, purpose('a.ti.y')], new Map()).take(4)[0]).toBe('a.ti.y');
  });
});

function never(): never {
  throw new Error('nothing was taken');
}
