import { describe, expect, test } from '@jest/globals';
import type { Finding } from './engine/fuzz.ts';
import { supervise } from './supervise.ts';
import { targetModule } from './targets.ts';

const ORDER = { seed: 1, maxLength: 64, milliseconds: null, executions: 500, corpus: [] } as const;
/** The test waits for nothing else than this. */
const HANG_AFTER = 500;

describe('supervised fuzzing', () => {
  test('takes an input on which a decoder never ends for a finding', async () => {
    const findings: Finding[] = [];
    const module = new URL('./testing/endless-decoder.ts', import.meta.url).href;
    const { outcome } = await supervise(
      { ...ORDER, module },
      { onFinding: finding => findings.push(finding), onProgress: () => {}, hangAfter: HANG_AFTER },
    );
    expect(outcome).toBeNull();
    expect(findings.map(({ defect, input }) => [defect.law, [...input]])).toEqual([['ends', [1, 2]]]);
  });

  test('reaches branches of a real decoder', async () => {
    const { outcome, sites } = await supervise(
      { ...ORDER, module: targetModule('path') },
      { onFinding: () => {}, onProgress: () => {} },
    );
    expect(outcome?.executions).toBe(500);
    expect(outcome?.branches).toBeGreaterThan(5);
    expect(sites).toBeGreaterThanOrEqual(outcome?.branches ?? Number.POSITIVE_INFINITY);
  });

  test('fails when the decoder cannot be loaded', async () => {
    const order = { ...ORDER, module: 'file:///nowhere.ts' };
    await expect(supervise(order, { onFinding: () => {}, onProgress: () => {} })).rejects.toMatchObject({
      code: 'fuzz.worker',
    });
  });
});
