import { describe, expect, test } from '@jest/globals';
import type { CellDescription } from '../record/events.ts';
import { planHash } from './plan-hash.ts';
import { declaration, plannedCell } from './testing/sample.ts';

const purposes = [declaration('management.bv.read')];
const { description } = plannedCell(purposes);

function hashWith(objectFiles: CellDescription['objectFiles']): string {
  return planHash([{ ...description, ...(objectFiles === undefined ? {} : { objectFiles }) }], purposes);
}

describe('planHash', () => {
  const file = { path: 'a.xml', sha256: '0'.repeat(64), objects: [33100] };

  test('covers what the object files say, and not where they lie', () => {
    expect(hashWith([file])).not.toBe(hashWith(undefined));
    expect(hashWith([{ ...file, path: 'elsewhere/b.xml' }])).toBe(hashWith([file]));
    expect(hashWith([{ ...file, sha256: '1'.repeat(64) }])).not.toBe(hashWith([file]));
  });

  test('covers the revisions of the purposes', () => {
    const revised = [declaration('management.bv.read', { revision: 2 })];
    expect(planHash([description], revised)).not.toBe(planHash([description], purposes));
  });
});
