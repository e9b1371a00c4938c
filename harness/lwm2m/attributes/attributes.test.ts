import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  applyAttributes,
  attributeApplies,
  attributesFault,
  formatAttributes,
  NOTIFICATION_ATTRIBUTES,
  type NotificationAttributes,
  parseAttributes,
} from './attributes.ts';

describe('parseAttributes', () => {
  test('reads settings and removals', () => {
    expect(parseAttributes(['pmin=10', 'pmax', 'gt=-2.5', 'lt=0', 'st=0.1'])).toEqual({
      changes: { pmin: 10, pmax: null, gt: -2.5, lt: 0, st: 0.1 },
      fault: null,
    });
    expect(parseAttributes([])).toEqual({ changes: {}, fault: null });
  });

  test('gives back what was written', () => {
    const number = fc.oneof(fc.constant(null), fc.nat());
    const changes = fc.record(
      { pmin: number, pmax: number, gt: number, lt: number, st: number },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(changes, set =>
        expect(parseAttributes(formatAttributes(set))).toEqual({ changes: set, fault: null }),
      ),
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
  ])('refuses as %s the query %j', (code, items) => {
    const { changes, fault } = parseAttributes(items);
    expect(changes).toBeNull();
    expect(fault?.code).toBe(code);
  });
});

describe('applyAttributes', () => {
  test('sets, removes and keeps', () => {
    expect(applyAttributes({ pmin: 1, pmax: 5, gt: 3 }, { pmin: 2, pmax: null })).toEqual({ pmin: 2, gt: 3 });
  });
});

describe('attributesFault', () => {
  test.each<[string | undefined, NotificationAttributes]>([
    [undefined, {}],
    [undefined, { pmin: 10, pmax: 5 }],
    [undefined, { lt: 1, gt: 6, st: 1 }],
    [undefined, { lt: 50, st: 100 }],
    ['attribute.lt-gt', { lt: 6, gt: 6 }],
    ['attribute.lt-gt', { lt: 7, gt: 6 }],
    ['attribute.step', { lt: 1, gt: 6, st: 2.5 }],
  ])('is %p for %j', (code, set) => {
    expect(attributesFault(set)?.code).toBe(code);
  });
});

describe('attributeApplies', () => {
  test('lets periods stand down to the resource and thresholds on numeric resources only', () => {
    const levels = ([1, 2, 3, 4] as const).map(depth =>
      NOTIFICATION_ATTRIBUTES.filter(name => attributeApplies(name, depth, 'Integer')),
    );
    expect(levels).toEqual([['pmin', 'pmax'], ['pmin', 'pmax'], ['pmin', 'pmax', 'gt', 'lt', 'st'], []]);
    expect(attributeApplies('gt', 3, 'String')).toBe(false);
    expect(attributeApplies('gt', 3)).toBe(true);
  });
});
