import { describe, expect, test } from '@jest/globals';
import type { DeclaredPurpose } from '../purpose/declare.ts';
import { equals } from '../purpose/expect-value.ts';
import { judge } from './testing/near-miss.ts';
import { ofClient } from './testing/purposes.ts';

const NOT_JUDGED = 'inconclusive, selected, twin.not-passed, unexpected';

describe('a negative purpose', () => {
  test('runs where its twin has passed', async () => {
    const { run, asked } = await judgePair(twin(1));
    expect(run.fate('twin.bi.negative')).toBe('pass, selected');
    expect(asked).toEqual(['twin.bi.negative']);
    expect(run.exitCode).toBe(0);
  });

  test.each<[string, DeclaredPurpose, string, number]>([
    ['has failed', twin(2), 'fail, selected, unexpected', 1],
    [
      'is inconclusive',
      ofClient('twin.bv.positive', async t => t.inconclusive('preamble.refused', 'no')),
      'inconclusive, selected, preamble.refused, unexpected',
      2,
    ],
    [
      'ended in error',
      ofClient('twin.bv.positive', async () => {}),
      'error, selected, purpose.no-check, unexpected',
      70,
    ],
  ])('is inconclusive and is not run where its twin %s', async (_, positive, fate, exitCode) => {
    const { run, asked } = await judgePair(positive);
    expect(run.fate('twin.bv.positive')).toBe(fate);
    expect(run.fate('twin.bi.negative')).toBe(NOT_JUDGED);
    expect(asked).toEqual([]);
    expect(run.exitCode).toBe(exitCode);
  });

  test('does not become conclusive because the failure of its twin is known', async () => {
    const known = {
      ...{ check: 'twin.bv.positive/number', expect: 'fail', reason: 'value.unexpected' },
      ...{ clause: 'none', note: 'known' },
    };
    const { run } = await judgePair(twin(2), [known]);
    expect(run.fate('twin.bv.positive')).toBe('fail, selected, expected');
    expect(run.fate('twin.bi.negative')).toBe(NOT_JUDGED);
    expect(run.exitCode).toBe(2);
  });

  test('does not apply where its twin does not apply', async () => {
    const { run, asked } = await judgePair(twin(1, 'object.5'), [], { 'object.5': false });
    expect(run.fate('twin.bv.positive')).toBe('not run, notApplicable');
    expect(run.fate('twin.bi.negative')).toBe('not run, notApplicable');
    expect(asked).toEqual([]);
    // One more purpose is there, so the run tests something.
    expect(run.exitCode).toBe(0);
  });

  test('is undetermined where it is for its twin to be run that the vendor has not said enough', async () => {
    const { run } = await judgePair({ ...twin(1, 'object.5'), level: 'should' });
    expect(run.fate('twin.bi.negative')).toBe('not run, undetermined');
    expect(run.exitCode).toBe(0);
  });

  test('is not run where the twin of its twin has no turn', async () => {
    const grand = ofClient('twin.bv.grand', async t => void t.check('number', 1, equals(1)), {
      when: 'object.5',
    });
    const positive = { ...twin(1), twin: grand.id };
    const run = await judge({ purposes: [other, grand, positive, negative([])], ics: { 'object.5': false } });
    expect(run.fate('twin.bi.negative')).toBe('not run, notApplicable');
    expect(run.exitCode).toBe(0);
  });

  test('is inconclusive where its twin is not asked at all', async () => {
    const asked: string[] = [];
    const run = await judge({ purposes: [negative(asked)], partial: true });
    expect(run.fate('twin.bi.negative')).toBe(NOT_JUDGED);
    expect(asked).toEqual([]);
    expect(run.exitCode).toBe(2);
  });
});

const other = ofClient('twin.bv.other', async t => void t.check('number', 1, equals(1)));

function twin(number: number, when: string | null = null): DeclaredPurpose {
  return ofClient('twin.bv.positive', async t => void t.check('number', number, equals(1)), { when });
}

function negative(asked: string[]): DeclaredPurpose {
  return ofClient(
    'twin.bi.negative',
    async t => {
      asked.push('twin.bi.negative');
      t.check('number', 1, equals(1));
    },
    { twin: 'twin.bv.positive' },
  );
}

async function judgePair(
  positive: DeclaredPurpose,
  baseline: readonly object[] = [],
  ics: Readonly<Record<string, boolean>> = {},
) {
  const asked: string[] = [];
  return { asked, run: await judge({ purposes: [other, positive, negative(asked)], baseline, ics }) };
}
