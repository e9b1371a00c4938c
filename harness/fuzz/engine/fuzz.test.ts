import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../transport/random.ts';
import { BURIED_BUG, QUADRATIC, toyTarget } from '../testing/toy-decoder.ts';
import { Coverage } from './coverage.ts';
import { type Finding, fuzz, type Outcome } from './fuzz.ts';

interface Run {
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
}

function run(source: string, seed: number, most: number, guided = true): Run {
  const coverage = new Coverage();
  const findings: Finding[] = [];
  const outcome = fuzz(toyTarget(source, coverage), coverage, {
    random: seededRandom(seed),
    maxLength: 64,
    corpus: [],
    literals: [],
    guided,
    goOn: executions => executions < most && findings.length === 0,
    onPayload: () => {},
    onFinding: finding => findings.push(finding),
    onProgress: () => {},
  });
  return { outcome, findings };
}

const SEEDS = [1, 3, 5];
/** Twice what the guided search needs with these seeds. */
const ENOUGH = 20_000;

describe('the fuzzer', () => {
  test.each(SEEDS)('climbs to a bug behind three bytes, with seed %i', seed => {
    const { findings } = run(BURIED_BUG, seed, ENOUGH);
    expect(findings.map(({ defect, input }) => [defect.law, Buffer.from(input).toString()])).toEqual([
      ['never-throws', 'LwM'],
    ]);
  });

  test.each(SEEDS)('does not find it in as many tries without guidance, with seed %i', seed => {
    const { findings, outcome } = run(BURIED_BUG, seed, ENOUGH, false);
    expect(findings).toEqual([]);
    expect(outcome.executions).toBe(ENOUGH);
  });

  test('does the same again with the same seed', () => {
    const [first, second] = [run(BURIED_BUG, 7, 2000), run(BURIED_BUG, 7, 2000)];
    expect(first.outcome.inputs).toEqual(second.outcome.inputs);
    expect(first.outcome.features).toBe(second.outcome.features);
  });

  test('keeps inputs that reach everything that was reached, and no more than that', () => {
    const { outcome } = run(BURIED_BUG, 1, 2000);
    expect(outcome.corpus).toBe(outcome.inputs.length);
    expect(outcome.inputs.length).toBeLessThanOrEqual(outcome.features);
  });

  test('tells quadratic work from linear work', () => {
    expect(run(QUADRATIC, 1, 200).findings.map(({ defect }) => defect.law)).toEqual(['linear-time']);
  });
});
