import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ICS_KEYS, type IcsKey } from '../../suites/requirements/ics-keys.generated.ts';
import { anyCharacter } from '../property/any-character.arbitrary.ts';
import type { Ics, Tri } from './ics.ts';
import {
  evaluateIcs,
  explainIcs,
  formatIcsExpression,
  type IcsExpression,
  icsKeysOf,
  parseIcsExpression,
} from './ics-expression.ts';

const FEW_KEYS = ['object.5', 'attr.pmin', 'format.json', 'lwm2m.1_1'] as const satisfies IcsKey[];

const { expression: anyExpression } = fc.letrec<{ expression: IcsExpression; parts: IcsExpression[] }>(
  tie => ({
    expression: fc.oneof(
      { depthSize: 'small' },
      fc.record({ kind: fc.constant('key' as const), key: fc.constantFrom(...FEW_KEYS) }),
      fc.record({ kind: fc.constant('not' as const), of: tie('expression') }),
      fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), of: tie('parts') }),
    ),
    parts: fc.array(tie('expression'), { minLength: 2, maxLength: 3 }),
  }),
);
const anyIcs: fc.Arbitrary<Ics> = fc.dictionary(
  fc.constantFrom(...FEW_KEYS),
  fc.constantFrom<Tri>(true, false, 'unset'),
);

function parsed(text: string): IcsExpression {
  const result = parseIcsExpression(text);
  if ('expression' in result) return result.expression;
  throw new Error(`${text}: ${result.fault.message}`);
}

describe('parseIcsExpression', () => {
  test('gives an expression or a fault inside the text for any text at all', () => {
    const words = fc.array(
      fc.constantFrom(...FEW_KEYS, '&&', '||', '!', '(', ')', ' ', '&', 'object', '\n', 'é', '.'),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: anyCharacter }),
          words.map(list => list.join('')),
        ),
        text => {
          const result = parseIcsExpression(text);
          if ('expression' in result)
            expect(parsed(formatIcsExpression(result.expression))).toEqual(result.expression);
          else {
            expect(result.fault.offset).toBeGreaterThanOrEqual(0);
            expect(result.fault.offset).toBeLessThanOrEqual(text.length);
            expect(result.fault.message).not.toBe('');
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('gives back every expression from its text, brackets where they are needed', () => {
    fc.assert(
      fc.property(anyExpression, expression => {
        expect(parsed(formatIcsExpression(expression))).toEqual(expression);
      }),
    );
  });

  test('binds ! before && before ||', () => {
    const ics: Ics = { 'object.5': true, 'attr.pmin': false, 'format.json': false };
    expect(evaluateIcs(parsed('object.5 || attr.pmin && format.json'), ics)).toBe(true);
    expect(evaluateIcs(parsed('(object.5 || attr.pmin) && format.json'), ics)).toBe(false);
    expect(evaluateIcs(parsed('!object.5 || !attr.pmin'), ics)).toBe(true);
    expect(evaluateIcs(parsed('!(object.5 || attr.pmin)'), ics)).toBe(false);
  });

  test.each([
    ['', 0, /found the end/],
    ['object.5 &&', 11, /found the end/],
    ['object.5 && && attr.pmin', 12, /expected an ICS key.*found "&&"/],
    ['(object.5', 9, /expected \)/],
    ['object.5)', 8, /expected && or \|\|, found "\)"/],
    ['object.5 attr.pmin', 9, /expected && or \|\|, found "attr\.pmin"/],
    ['object.5 & attr.pmin', 9, /unexpected "&"/],
    ['attr.pmni', 0, /unknown ICS key attr\.pmni; did you mean attr\.pmin\?/],
    ['  ünlisted', 2, /unexpected "ü"/],
    ['('.repeat(10_000), 50, /nested too deeply/],
  ])('says where %.30s is wrong', (text, offset, message) => {
    const result = parseIcsExpression(text);
    expect(result).toEqual({ fault: { offset, message: expect.stringMatching(message) } });
  });
});

describe('evaluateIcs', () => {
  test('never changes a decided answer when more is said', () => {
    fc.assert(
      fc.property(
        anyExpression,
        anyIcs,
        fc.constantFrom(...FEW_KEYS),
        fc.boolean(),
        (expression, ics, key, said) => {
          const before = evaluateIcs(expression, { ...ics, [key]: 'unset' });
          const after = evaluateIcs(expression, { ...ics, [key]: said });
          expect(before === 'unset' ? after : before).toBe(after);
        },
      ),
    );
  });

  test('decides every expression once everything is said', () => {
    const all = Object.fromEntries(ICS_KEYS.map((key, index) => [key, index % 2 === 0])) as Ics;
    fc.assert(
      fc.property(anyExpression, expression => {
        expect(typeof evaluateIcs(expression, all)).toBe('boolean');
      }),
    );
  });
});

describe('explainIcs', () => {
  test('names every key with its value', () => {
    const ics: Ics = { 'object.5': true, 'format.json': false };
    expect(explainIcs(parsed('object.5&&(attr.pmin||!format.json)'), ics)).toBe(
      'object.5 && (attr.pmin || !format.json) is true: object.5 is true, attr.pmin is unset, format.json is false',
    );
    expect(explainIcs(parsed('attr.pmin'), ics)).toBe('attr.pmin is unset');
    fc.assert(
      fc.property(anyExpression, anyIcs, (expression, claims) => {
        for (const key of icsKeysOf(expression))
          expect(explainIcs(expression, claims)).toContain(`${key} is ${claims[key] ?? 'unset'}`);
      }),
    );
  });
});
