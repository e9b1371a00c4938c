import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { OptionNumber } from '../message/option-registry.ts';
import { type Block, blockOption, decodeBlock, describeBlock } from './block-option.ts';

const block: fc.Arbitrary<Block> = fc.record({
  num: fc.nat(2 ** 20 - 1),
  more: fc.boolean(),
  szx: fc.nat(6),
});

describe('Block option', () => {
  test.each([
    [{ num: 0, more: false, szx: 0 }, ''],
    [{ num: 0, more: true, szx: 6 }, '0e'],
    [{ num: 1, more: false, szx: 2 }, '12'],
    [{ num: 16, more: true, szx: 3 }, '010b'],
    [{ num: 2 ** 20 - 1, more: true, szx: 6 }, 'fffffe'],
  ])('lays %o out as "%s"', (fields, hex) => {
    expect(Buffer.from(blockOption(OptionNumber.block1, fields).value).toString('hex')).toBe(hex);
  });

  test('reads what it writes, without objection', () => {
    fc.assert(
      fc.property(block, fields => {
        const { value } = blockOption(OptionNumber.block2, fields);
        expect(decodeBlock(value)).toEqual({ block: fields, deviations: [] });
      }),
    );
  });

  test('writes again what it has read from the shortest form', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3 }), value => {
        const decoded = decodeBlock(value);
        if (decoded.block === null || decoded.deviations.length > 0) return;
        expect(blockOption(OptionNumber.block1, decoded.block).value).toEqual(value);
      }),
    );
  });

  test('reads any bytes, and says where what is wrong is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9 }), value => {
        const { block: read, deviations } = decodeBlock(value);
        if (read === null) expect(deviations.map(({ level }) => level)).toContain('must');
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(value.length);
      }),
    );
  });

  test.each([
    ['0f', { num: 0, more: true, szx: 7 }, 'block.reserved-size', 'must'],
    ['0012', { num: 1, more: false, szx: 2 }, 'block.leading-zero', 'should'],
    ['00000012', null, 'block.length', 'must'],
  ])('objects to %s', (hex, read, code, level) => {
    expect(decodeBlock(Buffer.from(hex, 'hex'))).toMatchObject({
      block: read,
      deviations: [{ code, level }],
    });
  });

  test.each([
    { num: 2 ** 20, more: false, szx: 0 },
    { num: 0, more: false, szx: 7 },
    { num: -1, more: false, szx: 0 },
    { num: 0.5, more: false, szx: 0 },
  ])('refuses to build %o', fields => {
    expect(() => blockOption(OptionNumber.block1, fields)).toThrow(
      expect.objectContaining({ code: 'block.range', exitCode: 70 }),
    );
  });

  test('is described as the examples of the standard are', () => {
    expect(describeBlock({ num: 2, more: true, szx: 2 })).toBe('2/1/64');
  });
});
