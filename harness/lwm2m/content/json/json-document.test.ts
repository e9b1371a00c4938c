import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Decoded } from '../decoded-content.ts';
import { readJson } from './json-document.ts';
import type { JsonDocument, JsonValue } from './json-value.ts';
import { locatedJson } from './located-json.ts';
import { mutatedJson } from './mutated-json.arbitrary.ts';
import { plainJson } from './plain-json.ts';

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const rootOf = ({ root }: JsonDocument): Decoded<{ readonly root: JsonValue }> => ({
  node: { root },
  deviations: [],
});
const read = (text: string) => readJson(utf8(text), rootOf);

/** What a text gives: its value, and each deviation with its offset. */
function reading(text: string | Uint8Array) {
  const { node, deviations } = readJson(typeof text === 'string' ? utf8(text) : text, rootOf);
  return { root: node?.root, found: deviations.map(({ code, offset }) => `${code}@${offset}`) };
}

describe('JSON', () => {
  test('is read alike by JSON.parse and with offsets', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = JSON.stringify(value);
        const plain = plainJson(text);
        const { document, deviations } = locatedJson(text);
        expect(deviations).toEqual([]);
        if (document === null) throw new Error('not read');
        if (plain !== undefined) expect(document.root).toEqual(plain);
        // JSON.parse alone is the judge of what both ways mean.
        expect(JSON.parse(JSON.stringify(document.root, asNumber))).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  test('is told to be faulty exactly where JSON.parse throws, or where names come twice', () => {
    const text = mutatedJson(fc.jsonValue().map(value => utf8(JSON.stringify(value))));
    fc.assert(
      fc.property(text, bytes => {
        const { found, root } = reading(bytes);
        expect(root !== undefined || found.length > 0).toBe(true);
        const faults = found.filter(each => !/^json\.(?:duplicate-name|number-range)/.test(each));
        expect(faults.length > 0).toBe(!parses(bytes));
        for (const each of found) expect(Number(each.split('@')[1])).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 1000 },
    );
  });

  test.each<[string, JsonValue]>([
    ['9007199254740993', 9007199254740993n],
    ['9007199254740992', 9007199254740992n],
    ['123456789012345680000', 123456789012345680000n],
    ['-9223372036854775808', -(2n ** 63n)],
    ['18446744073709551615', 2n ** 64n - 1n],
    ['1', 1n],
    ['1.0', 1],
    ['1e2', 100],
    ['1e+21', 1e21],
    ['-0', -0],
    ['-0.0', -0],
    ['[0,-1,1.5]', [0n, -1n, 1.5]],
    [' {"a" : [ ] }\r\n', { a: [] }],
    ['"\\u00e9\\/"', 'é/'],
    [`${'1'.repeat(41)}`, Number('1'.repeat(41))],
  ])('keeps %s as it was written', (text, root) => {
    expect(reading(text)).toEqual({ root, found: [] });
  });

  test.each<[string, string, JsonValue | undefined, string[]]>([
    ['nothing', '', undefined, ['json.truncated@0']],
    ['blanks alone', ' \n', undefined, ['json.truncated@2']],
    ['an array that does not end', '[1,2', undefined, ['json.truncated@4']],
    ['an object that does not end', '{"a":1', undefined, ['json.truncated@6']],
    ['an object that ends behind a comma', '{"a":1,', undefined, ['json.truncated@7']],
    ['a name that ends', '{"a"', undefined, ['json.truncated@4']],
    ['a byte order mark', '\ufeff[1]', [1n], ['json.byte-order-mark@0']],
    ['comments', '/* é */[1,// x\n2]', [1n, 2n], ['json.comment@0', 'json.comment@11']],
    ['a comma too many', '["é",]', ['é'], ['json.trailing-comma@5']],
    ['a comma too many and a comment', '[1,/**/]', [1n], ['json.comment@3', 'json.trailing-comma@2']],
    ['a comma too many in an object', '{"a":1,}', { a: 1n }, ['json.trailing-comma@6']],
    ['a name twice', '{"é":1,"é":2}', { é: 2n }, ['json.duplicate-name@8']],
    ['text behind the end', '[1] x', [1n], ['json.trailing@4']],
    ['a plus in front', '[+1]', [1n], ['json.number-form@1']],
    ['a leading zero', '[01]', [1n], ['json.number-form@1']],
    ['no digit before the point', '[.5]', [0.5], ['json.number-form@1']],
    ['no digit behind the point', '[5.]', [5], ['json.number-form@1']],
    [
      'a number that is none',
      '[NaN,-Infinity]',
      [Number.NaN, -Infinity],
      ['json.not-a-number@1', 'json.not-a-number@5'],
    ],
    ['a number beyond all floats', '[1e999]', [Infinity], ['json.number-range@1']],
    ['a control character', '["a\tb"]', ['a\tb'], ['json.string@1']],
    ['a line end in a string', '["a\nb"]', undefined, ['json.syntax@1']],
    ['a wrong escape', '["\\x"]', undefined, ['json.syntax@1']],
    ['half an escape', '["\\u12"]', undefined, ['json.syntax@1']],
    ['a string that does not end', '["a', undefined, ['json.syntax@1']],
    ['a word', '[True]', undefined, ['json.syntax@1']],
    ['a bare name', '{a:1}', undefined, ['json.syntax@1']],
    ['no colon', '{"a" 1}', undefined, ['json.syntax@5']],
    ['no comma', '[1 2]', undefined, ['json.syntax@3']],
    ['single quotes', "['a']", undefined, ['json.syntax@1']],
    ['a comma alone', '[,]', undefined, ['json.syntax@1']],
  ])('finds %s', (_, text, root, found) => {
    expect(reading(text)).toEqual({ root, found });
  });

  test('takes a name such as __proto__ for a name', () => {
    for (const text of ['{"__proto__":{"n":1}}', '{ "__proto__": {"n":1} }']) {
      const { node } = read(text);
      expect(Object.keys(Object(node?.root))).toEqual(['__proto__']);
      expect(Reflect.get(Object(node?.root), 'n')).toBeUndefined();
    }
  });

  test('tells where UTF-8 breaks, behind replacement characters that are meant', () => {
    expect(reading(Uint8Array.of(...utf8('["é\ufffd'), 0xc3, 0x22, 0x5d)).found).toEqual(['json.utf8@7']);
    expect(reading(Uint8Array.of(0xff)).found).toEqual(['json.utf8@0']);
    expect(reading(Uint8Array.of(...utf8('"a'), 0xe2, 0x82)).found).toEqual(['json.utf8@2']);
  });

  test.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('stops at %s nested deeper than 32, however deep', (_, open, close) => {
    const nested = (depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;
    expect(read(nested(32)).deviations).toEqual([]);
    for (const text of [nested(33), nested(100_000), open.repeat(100_000)]) {
      const { node, deviations } = read(text);
      expect(node).toBeNull();
      expect(deviations).toMatchObject([{ code: 'json.depth', offset: open.length * 32 }]);
    }
  });
});

function asNumber(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}

function parses(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
}
