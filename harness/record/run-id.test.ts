import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runId } from './run-id.ts';

test('names a run after its UTC start and the first eight digits of its plan hash', () => {
  expect(runId(new Date('2026-11-23T04:12:36.123Z'), '9c41d2aa77b0c3f1')).toBe(
    '20261123T041236123Z-9c41d2aa',
  );
});

test('sorts as time does', () => {
  const instant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      expect(Math.sign(a.getTime() - b.getTime())).toBe(
        Math.sign(runId(a, 'x').localeCompare(runId(b, 'x'))),
      );
    }),
  );
});
