import { describe, expect, test } from '@jest/globals';
import type { Deviation } from '../../coap/message/deviation.ts';
import { readingOf, type Subject } from './judge.ts';

const BYTES = Uint8Array.of(1, 2, 3);

function deviation(changes: Partial<Deviation> = {}): Deviation {
  return { code: 'toy.odd', message: 'odd', offset: 0, clause: 'none', level: 'must', ...changes };
}

/** Reads a byte and writes it again, as it should be; each test breaks one thing. */
function lawOf(changes: Partial<Subject<number>>, bytes = BYTES): string | undefined {
  const subject: Subject<number> = {
    label: 'toy',
    decode: ([value = 0]) => ({ value, deviations: [] }),
    encode: value => Uint8Array.of(value),
    ...changes,
  };
  return readingOf(subject).judge(bytes)?.law;
}

describe('the laws of a decoder', () => {
  test('hold for one that keeps them', () => {
    expect(lawOf({})).toBeUndefined();
  });

  test('forbid to throw', () => {
    const decode = (): never => {
      throw new TypeError('no');
    };
    expect(lawOf({ decode })).toBe('never-throws');
  });

  test('forbid to give nothing without a word', () => {
    expect(lawOf({ decode: () => ({ value: null, deviations: [] }) })).toBe('says-why');
  });

  test.each([-1, 4, 0.5, Number.NaN])('forbid the offset %p of a deviation in three bytes', offset => {
    expect(lawOf({ decode: () => ({ value: 1, deviations: [deviation({ offset })] }) })).toBe(
      'offset-inside',
    );
  });

  test('allow the offset behind the last byte', () => {
    expect(lawOf({ decode: () => ({ value: 1, deviations: [deviation({ offset: 3 })] }) })).toBeUndefined();
  });

  test('forbid a deviation without a clause', () => {
    expect(lawOf({ decode: () => ({ value: 1, deviations: [deviation({ clause: '' })] }) })).toBe('says-why');
  });

  test('forbid to change the input', () => {
    const decode = (bytes: Uint8Array) => ({ value: bytes.fill(9).length, deviations: [] });
    expect(lawOf({ decode }, Uint8Array.of(1))).toBe('leaves-input');
  });

  test('ask that what is accepted can be written', () => {
    const encode = (): never => {
      throw new RangeError('no');
    };
    expect(lawOf({ encode })).toBe('encodes');
  });

  test('ask nothing of a value that came with a breach', () => {
    const encode = (): never => {
      throw new RangeError('no');
    };
    expect(lawOf({ encode, decode: () => ({ value: 1, deviations: [deviation()] }) })).toBeUndefined();
  });

  test('ask that what is written means the same', () => {
    expect(lawOf({ encode: value => Uint8Array.of(value + 1) })).toBe('round-trip');
  });

  test('ask that what is written breaks no rule', () => {
    const decode = (bytes: Uint8Array) => ({ value: 1, deviations: bytes.length === 3 ? [] : [deviation()] });
    expect(lawOf({ decode })).toBe('own-deviation');
  });

  test('ask that there is one way of writing', () => {
    let written = 0;
    const encode = (): Uint8Array => new Uint8Array(++written);
    expect(lawOf({ encode, decode: () => ({ value: 1, deviations: [] }) })).toBe('canonical');
  });
});
