import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../../property/any-character.arbitrary.ts';
import { attributesIn } from './attribute-definitions.ts';
import {
  applyAttributes,
  attributeApplies,
  attributesFault,
  formatAttributes,
  parseAttributes,
} from './attributes.ts';
import { addDecimals, type Decimal, parseDecimal } from './decimal.ts';

function decimal(text: string): Decimal {
  return parseDecimal(text) ?? { unscaled: -1n, scale: -1 };
}

describe('parseAttributes', () => {
  test('reads settings and removals', () => {
    expect(parseAttributes(['pmin=10', 'pmax', 'gt=-2.5', 'lt=0', 'st=0.1'])).toEqual({
      changes: { pmin: 10, pmax: null, gt: decimal('-2.5'), lt: decimal('0'), st: decimal('0.1') },
      fault: null,
    });
    expect(parseAttributes([])).toEqual({ changes: {}, fault: null });
  });

  test('gives back what was written', () => {
    const whole = fc.oneof(fc.constant(null), fc.nat());
    const flag = fc.oneof(fc.constant(null), fc.nat(1));
    const step = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 25n }), fc.nat(12))
      .map(([unscaled, scale]) => addDecimals({ unscaled, scale }, decimal('0')));
    const bound = fc.tuple(step, fc.boolean()).map(([{ unscaled, scale }, below]) => ({
      unscaled: below ? -unscaled : unscaled,
      scale,
    }));
    const changes = fc.record(
      {
        ...{ pmin: whole, pmax: whole, epmin: whole, epmax: whole, hqmax: whole, edge: flag, con: flag },
        ...{ gt: fc.option(bound), lt: fc.option(bound), st: fc.option(step) },
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, set => {
        expect(parseAttributes(formatAttributes(set), '1.2')).toEqual({ changes: set, fault: null });
      }),
    );
  });

  test('writes numbers without exponent and texts as they are', () => {
    expect(formatAttributes({ gt: 1e21, lt: 1e-7, st: 0.1, pmin: 9_007_199_254_740_993n, pmax: '' })).toEqual(
      [...['pmin=9007199254740993', 'pmax=', 'gt=1000000000000000000000', 'lt=0.0000001', 'st=0.1']],
    );
  });

  test('knows the attributes of later versions only there', () => {
    expect(parseAttributes(['epmin=1'], '1.0').fault?.code).toBe('attribute.unknown');
    expect(parseAttributes(['epmin=1'], '1.1').changes).toEqual({ epmin: 1 });
    expect(parseAttributes(['edge=1'], '1.1').fault?.code).toBe('attribute.unknown');
    expect(parseAttributes(['edge=1'], '1.2').changes).toEqual({ edge: 1 });
    expect(parseAttributes(['edge=2'], '1.2').fault?.code).toBe('attribute.value');
  });

  test('gives a judgement for any text', () => {
    expect(parseAttributes([`gt=${'9'.repeat(100_000)}`]).fault?.code).toBe('attribute.value');
    fc.assert(
      fc.property(fc.array(fc.string({ unit: anyCharacter })), items => {
        const { changes, fault } = parseAttributes(items, '1.2');
        expect(changes === null).toBe(fault !== null);
      }),
    );
  });

  test.each<[string, string[]]>([
    ['attribute.unknown', ['pmin=1', 'foo=1']],
    ['attribute.unknown', ['']],
    ['attribute.unknown', ['dim=2']],
    ['attribute.unknown', ['__proto__=1']],
    ['attribute.unknown', ['PMIN=1']],
    ['attribute.repeated', ['pmin=1', 'pmin=2']],
    ['attribute.repeated', ['pmin', 'pmin=2']],
    ['attribute.value', ['pmin=']],
    ['attribute.value', ['pmin=1.5']],
    ['attribute.value', ['pmax=-1']],
    ['attribute.value', ['gt=high']],
    ['attribute.value', ['gt=1e3']],
    ['attribute.value', ['st=-1']],
    ['attribute.value', ['gt=--1']],
    ['attribute.value', ['pmin=4294967296']],
  ])('refuses as %s the query %j', (code, items) => {
    const { changes, fault } = parseAttributes(items);
    expect(changes).toBeNull();
    expect(fault?.code).toBe(code);
  });
});

describe('applyAttributes', () => {
  test('sets, removes and keeps', () => {
    const gt = decimal('3');
    expect(applyAttributes({ pmin: 1, pmax: 5, gt }, { pmin: 2, pmax: null })).toEqual({ pmin: 2, gt });
  });
});

describe('attributesFault', () => {
  test.each<[string | undefined, string]>([
    [undefined, ''],
    [undefined, 'pmin=10&pmax=5'],
    [undefined, 'lt=1&gt=6&st=1'],
    [undefined, 'lt=50&st=100'],
    [undefined, 'lt=0.1&gt=0.3&st=0.09999'],
    ['attribute.lt-gt', 'lt=6&gt=6.0'],
    ['attribute.lt-gt', 'lt=7&gt=6'],
    ['attribute.step', 'lt=1&gt=6&st=2.5'],
    ['attribute.step', 'lt=0.1&gt=0.3&st=0.1'],
  ])('is %p for "%s"', (code, query) => {
    const { changes } = parseAttributes(query === '' ? [] : query.split('&'));
    expect(attributesFault(applyAttributes({}, changes ?? {}))?.code).toBe(code);
  });
});

describe('attributeApplies', () => {
  test('lets periods stand down to the resource and thresholds on numeric resources only', () => {
    const levels = ([1, 2, 3, 4] as const).map(depth =>
      attributesIn('1.0').filter(name => attributeApplies(name, depth, 'Integer')),
    );
    expect(levels).toEqual([['pmin', 'pmax'], ['pmin', 'pmax'], ['pmin', 'pmax', 'gt', 'lt', 'st'], []]);
    expect(attributeApplies('gt', 3, 'String')).toBe(false);
    expect(attributeApplies('gt', 3)).toBe(true);
  });
});
