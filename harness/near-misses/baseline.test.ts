import { describe, expect, test } from '@jest/globals';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import { equals } from '../purpose/expect-value.ts';
import { judge, type NearMiss } from './testing/near-miss.ts';
import { ofClient } from './testing/purposes.ts';

const ID = 'known.bv.number';
const about = { clause: 'none', note: 'known' };
const failure = { check: `${ID}/number`, expect: 'fail', reason: 'value.unexpected', ...about };

function checking(number: number, id: string = ID) {
  return ofClient(id, async t => void t.check('number', number, equals(1)));
}

const refused = ofClient(ID, async t => t.inconclusive('preamble.refused', 'no'));

describe('what is known', () => {
  test.each<[string, NearMiss, string, number]>([
    [
      'a failure that is known',
      { purposes: [checking(2)], baseline: [failure] },
      'fail, selected, expected',
      0,
    ],
    [
      'a failure that is known for another reason',
      {
        purposes: [checking(2)],
        baseline: [{ ...failure, reason: 'value.unexpected', check: `${ID}/other` }],
      },
      'fail, selected, unexpected',
      1,
    ],
    [
      'a check that fails for another reason than is known',
      { purposes: [checking(2)], baseline: [{ ...failure, reason: 'code.unexpected' }] },
      'fail, selected, unexpected',
      1,
    ],
    [
      'a failure that does not happen any more',
      { purposes: [checking(1)], baseline: [failure] },
      'pass, selected',
      3,
    ],
    [
      'a purpose that is known to be inconclusive',
      {
        purposes: [refused],
        baseline: [{ purpose: ID, expect: 'inconclusive', reason: 'preamble.refused', ...about }],
      },
      'inconclusive, selected, preamble.refused, expected',
      0,
    ],
    [
      'a purpose that is inconclusive for another reason',
      {
        purposes: [refused],
        baseline: [{ purpose: ID, expect: 'inconclusive', reason: 'twin.not-passed', ...about }],
      },
      'inconclusive, selected, preamble.refused, unexpected',
      2,
    ],
    [
      'a purpose that there is not',
      { purposes: [checking(1)], baseline: [{ ...failure, check: 'known.bv.gone/number' }] },
      'pass, selected',
      3,
    ],
    [
      'a purpose that was left out by the user',
      { purposes: [checking(1)], baseline: [{ ...failure, check: 'known.bv.gone/number' }], partial: true },
      'pass, selected',
      0,
    ],
  ])('%s', async (_, miss, fate, exitCode) => {
    const run = await judge(miss);
    expect(run.fate(ID)).toBe(fate);
    expect(run.exitCode).toBe(exitCode);
  });
});

/** Each of them ends a run of its own with the code that it is named after. */
const causes: Readonly<Record<number, NearMiss>> = {
  78: { purposes: [checking(1)], sut: { launch: () => [] } },
  70: { purposes: [ofClient(ID, async () => {})] },
  69: {
    purposes: [checking(1)],
    sut: {
      launch() {
        throw new SutUnavailableError('sut.exited-early', 'it exited', { hint: 'look at its log' });
      },
    },
  },
  1: { purposes: [checking(2)] },
  2: { purposes: [refused] },
  3: { purposes: [checking(1)], baseline: [failure] },
  0: { purposes: [checking(1)] },
};

describe('the exit code of a run in which several things apply', () => {
  const order = [78, 70, 69, 1, 2, 3, 0];
  const pairs = order.flatMap((strong, index) => order.slice(index).map(weak => [strong, weak] as const));

  test.each(pairs)('is %i where %i would be the other one, in either order', async (strong, weak) => {
    const [first, second] = [causes[strong], causes[weak]];
    if (first === undefined || second === undefined) throw new TypeError('every code has its cause');
    expect((await judge(first, second)).exitCode).toBe(strong);
    expect((await judge(second, first)).exitCode).toBe(strong);
  });

  test('is the strongest of all of them', async () => {
    const run = await judge(...Object.values(causes));
    expect(run.exitCode).toBe(78);
  });

  test.each([70, 1, 2, 3, 0])('is 130 after an interrupt, whatever else: %i', async other => {
    const waiting = ofClient('known.bv.waiting', async t => {
      t.check('number', 1, equals(1));
      await t.clock.wait(1_000);
    });
    const run = await judge(causes[other] ?? fail(), { purposes: [waiting], interrupt: true });
    expect(run.cells.map(({ ended }) => ended?.outcome)).toContain('interrupted');
    expect(run.exitCode).toBe(130);
  });
});

function fail(): never {
  throw new TypeError('every code has its cause');
}
