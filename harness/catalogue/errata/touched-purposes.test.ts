import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Level } from '../../verdict/verdict.ts';
import { sampleErratum } from '../testing/sample-erratum.ts';
import type { Erratum, Touch } from './erratum.ts';
import {
  errataOfPurpose,
  errataOfRequirement,
  isHeldToOpenPoint,
  judgedTooStrictly,
  matchesPurpose,
} from './touched-purposes.ts';

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
const id = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 10 });

describe('A pattern of purposes', () => {
  test('matches what the regular expression with .* for each star matches', () => {
    fc.assert(
      fc.property(letters, id, (pattern, name) => {
        const expression = new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
        expect(matchesPurpose(pattern, name)).toBe(expression.test(name));
      }),
      { numRuns: 2000 },
    );
  });

  test('takes no longer time for a pattern that a backtracking matcher despairs of', () => {
    expect(matchesPurpose(`${'*a'.repeat(200)}b`, 'a'.repeat(5000))).toBe(false);
  });
});

const touch = (treatment: Touch['treatment'], checks?: readonly string[]): Touch => ({
  purpose: 'reporting.bv.*',
  treatment,
  ...(checks === undefined ? {} : { checks }),
});
const found = (kind: Erratum['kind'], each: Touch) => ({
  erratum: sampleErratum({ kind, purposes: [each] }),
  touch: each,
});

describe('Errata', () => {
  test('are found for a purpose by the first name that matches, and for a requirement', () => {
    const exact: Touch = {
      purpose: 'reporting.bv.observe-resource',
      treatment: 'lenient',
      checks: ['value'],
    };
    const both = sampleErratum({ purposes: [exact, touch('avoided')] });
    const other = sampleErratum({ id: 'tlv-other-point', requirements: ['HLF-001'] });
    expect(errataOfPurpose([both, other], 'reporting.bv.observe-resource')).toEqual([
      { erratum: both, touch: exact },
    ]);
    expect(errataOfPurpose([both, other], 'reporting.bi.observe-absent')).toEqual([]);
    expect(errataOfRequirement([both, other], 'HLF-001')).toEqual([other]);
  });

  test.each<[Erratum['kind'], Touch['treatment'], Level, boolean]>([
    ['ambiguous', 'held', 'must', true],
    ['gap', 'held', 'must', true],
    ['ambiguous', 'held', 'should', false],
    ['ambiguous', 'lenient', 'must', false],
    ['wrong-text', 'held', 'must', false],
    ['wrong-test', 'held', 'must', false],
  ])('of kind %s, %s by a purpose of level %s: flagged is %s', (kind, treatment, level, flagged) => {
    expect(isHeldToOpenPoint(found(kind, touch(treatment, ['once'])), { level })).toBe(flagged);
  });

  test.each<[Erratum['kind'], Touch['treatment'], Level, boolean]>([
    ['ambiguous', 'held', 'must', true],
    ['ambiguous', 'advised', 'must', true],
    ['gap', 'recorded', 'must', true],
    ['gap', 'recorded', 'should', true],
    ['ambiguous', 'advised', 'should', false],
    ['ambiguous', 'recorded', 'may', false],
    ['ambiguous', 'lenient', 'must', false],
    ['wrong-text', 'held', 'must', false],
  ])('of kind %s, %s, find a check of level %s too strict: %s', (kind, treatment, level, strict) => {
    const executed = [
      { id: 'reporting.bv.sample/once', level },
      { id: 'reporting.bv.sample/value', level: 'must' as const },
    ];
    expect(judgedTooStrictly(found(kind, touch(treatment, ['once'])), executed)).toEqual(
      strict ? [executed[0]] : [],
    );
  });
});
