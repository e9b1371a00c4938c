import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { alignColumns, wrapText } from './text-layout.ts';

const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', 'é'), minLength: 1, maxLength: 12 });

describe('Wrapping', () => {
  test('keeps every word in order and breaks only where a line would become too long', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 4, max: 40 }), (words, width) => {
        const lines = wrapText(words.join(' '), '> ', width).split('\n');
        expect(lines.join(' ').replace('> ', '').split(/\s+/).filter(Boolean)).toEqual(words);
        for (const [index, line] of lines.entries()) {
          const [only = '', ...more] = line.slice(2).split(' ');
          expect(line.length <= width || more.length === 0).toBe(true);
          const next = lines[index + 1]?.slice(2).split(' ')[0];
          if (next !== undefined) expect([line, next].join(' ').length).toBeGreaterThan(width);
          expect(only).not.toBe('');
        }
      }),
    );
  });

  test('puts the lead before the first line and blanks before the others', () => {
    expect(wrapText('one two three', '- ', 8)).toBe('- one\n  two\n  three');
  });
});

describe('Columns', () => {
  test('start at the same place in every row', () => {
    expect(
      alignColumns([
        ['a', 'bb', 'c'],
        ['aaa', 'b', 'c'],
      ]),
    ).toEqual(['a    bb  c', 'aaa  b   c']);
  });

  test('end at the same place when they are aligned to the right', () => {
    expect(
      alignColumns(
        [
          ['n', '7'],
          ['n', '10'],
        ],
        new Set([1]),
      ),
    ).toEqual(['n   7', 'n  10']);
  });
});
