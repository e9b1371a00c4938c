import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OutstandingInteractions } from './outstanding-interactions.ts';

type Step = { readonly kind: 'begin' } | { readonly kind: 'end'; readonly which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant({ kind: 'begin' } as const),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat(30) }),
);

describe('OutstandingInteractions', () => {
  test('never runs more than its limit, never idles while one waits, and starts in order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.array(step, { maxLength: 80 }), (limit, steps) => {
        const interactions = new OutstandingInteractions(limit);
        const started: number[] = [];
        const ends: (() => void)[] = [];
        const ended = new Set<number>();
        for (const each of steps) {
          if (each.kind === 'begin') {
            const index = ends.length;
            ends.push(
              interactions.begin(
                () => started.push(index),
                () => {},
              ),
            );
          } else if (each.which < ends.length) {
            ended.add(each.which);
            ends[each.which]?.();
          }
          const running = started.filter(index => !ended.has(index)).length;
          const waiting = ends.length - new Set([...started, ...ended]).size;
          expect(running).toBeLessThanOrEqual(limit);
          if (waiting > 0) expect(running).toBe(limit);
          expect(started).toEqual([...started].sort((a, b) => a - b));
        }
      }),
    );
  });

  test('tells those that wait when their turn will not come, and only them', () => {
    const interactions = new OutstandingInteractions(1);
    const told: string[] = [];
    interactions.begin(
      () => told.push('first started'),
      () => told.push('first abandoned'),
    );
    const end = interactions.begin(
      () => {},
      () => told.push('second abandoned'),
    );
    interactions.begin(
      () => {},
      () => told.push('third abandoned'),
    );
    end();
    interactions.abandon();
    expect(told).toEqual(['first started', 'third abandoned']);
  });
});
