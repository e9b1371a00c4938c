import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { instancesFor, shardsOf } from './shards.ts';

function purpose(id: string, twin: string | null = null): PurposeDeclaration {
  return {
    id: id as PurposeId,
    twin: twin as PurposeId | null,
    title: 'does something',
    role: 'client',
    level: 'must',
    requirements: ['HLF-001'],
    clause: 'TS 1.0 §5',
    ets: [],
    when: null,
    needs: [],
    revision: 1,
  };
}

const anyPurposes = fc
  .array(fc.record({ twin: fc.option(fc.nat(20), { nil: null }), ms: fc.nat(30_000) }), { maxLength: 20 })
  .map(entries =>
    entries.map(({ twin, ms }, index) => ({
      declared: purpose(`a.bv.p${index}`, twin === null || twin >= index ? null : `a.bv.p${twin}`),
      ms,
    })),
  );

describe('shardsOf', () => {
  test('gives every purpose to exactly one instance, together with its twin', () => {
    fc.assert(
      fc.property(anyPurposes, fc.integer({ min: 1, max: 6 }), (entries, instances) => {
        const declared = entries.map(entry => entry.declared);
        const durations = new Map(entries.map(entry => [entry.declared.id, entry.ms]));
        const shards = shardsOf(declared, instances, durations);
        expect(shards.length).toBeLessThanOrEqual(instances);
        expect(shards.every(({ length }) => length > 0)).toBe(true);
        expect([...shards.flat()].sort()).toEqual(declared.map(({ id }) => id).sort());
        for (const { id, twin } of declared) {
          const shard = shards.find(ids => ids.includes(id));
          if (twin !== null) expect(shard).toContain(twin);
        }
      }),
    );
  });

  test('lets no instance work longer than the others by more than its longest purpose', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 60_000, max: 120_000 }), { minLength: 1, maxLength: 30 }),
        times => {
          const declared = times.map((_, index) => purpose(`a.bv.p${index}`));
          const durations = new Map(declared.map(({ id }, index) => [id, times[index] ?? 0]));
          const loads = shardsOf(declared, 3, durations).map(ids =>
            ids.reduce((sum, id) => sum + (durations.get(id) ?? 0), 0),
          );
          expect(
            Math.max(...loads) - Math.min(...loads, ...(loads.length < 3 ? [0] : [])),
          ).toBeLessThanOrEqual(Math.max(...times));
        },
      ),
    );
  });

  test('gives those that start later less to do', () => {
    const declared = Array.from({ length: 120 }, (_, index) => purpose(`a.bv.p${index}`));
    const durations = new Map(declared.map(({ id }) => [id, 3_000]));
    expect(shardsOf(declared, 3, durations).map(({ length }) => length)).toEqual([41, 40, 39]);
  });

  test('takes a timing purpose that was never run for a long one', () => {
    const others = Array.from({ length: 18 }, (_, index) => purpose(`a.bv.p${index}`));
    const [first, second] = shardsOf([...others, purpose('a.ti.y')], 2, new Map());
    expect(first?.[0]).toBe('a.ti.y');
    expect(second?.length).toBeGreaterThan(first?.length ?? 0);
  });

  test('starts no other instance for little work', () => {
    const declared = [purpose('a.bv.x'), purpose('a.bv.y'), purpose('a.bv.z')];
    const durations = (ms: number) => new Map(declared.map(({ id }) => [id, ms]));
    expect(shardsOf(declared, 8, durations(10_000))).toHaveLength(1);
    expect(shardsOf(declared, 8, durations(20_000))).toHaveLength(2);
  });
});

describe('instancesFor', () => {
  const anyWork = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 });

  test('gives every cell one instance at least, and no more than there are beyond that', () => {
    fc.assert(
      fc.property(anyWork, fc.integer({ min: 1, max: 16 }), (work, instances) => {
        const given = instancesFor(work, instances);
        expect(given).toHaveLength(work.length);
        expect(Math.min(...given)).toBeGreaterThanOrEqual(1);
        const sum = given.reduce((all, each) => all + each, 0);
        expect(sum).toBeLessThanOrEqual(Math.max(instances, work.length));
      }),
    );
  });

  test('takes no instance from a cell that another could use better', () => {
    fc.assert(
      fc.property(anyWork, fc.integer({ min: 1, max: 16 }), (work, instances) => {
        const given = instancesFor(work, instances);
        const each = (index: number, count: number): number => (work[index] ?? 0) / count;
        const longest = Math.max(...given.map((count, index) => each(index, count)));
        for (const [index, count] of given.entries())
          if (count > 1) expect(each(index, count - 1)).toBeGreaterThanOrEqual(longest);
      }),
    );
  });

  test('divides sixteen instances so that the cells end at about the same time', () => {
    expect(instancesFor([1_255_000, 212_000, 77_000, 84_000], 16)).toEqual([12, 2, 1, 1]);
  });

  test('leaves instances out that would have little to do', () => {
    expect(instancesFor([100_000, 20_000], 16)).toEqual([3, 1]);
  });
});
