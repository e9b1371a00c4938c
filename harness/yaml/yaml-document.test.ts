import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../property/any-character.arbitrary.ts';
import { parseYaml } from './yaml-document.ts';

describe('parseYaml', () => {
  test('never throws and points into the text, whatever the text is', () => {
    const yamlish = fc.array(
      fc.constantFrom(
        'a',
        ': ',
        '\n',
        '  ',
        '- ',
        '"',
        '[',
        '{',
        '&x',
        '*x',
        '#',
        '\t',
        '---',
        '|',
        '!t',
        '1',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: anyCharacter }),
          yamlish.map(words => words.join('')),
        ),
        text => {
          const { mistakes, document } = parseYaml(text);
          const lines = text.split(/\r\n|\n|\r/).length;
          for (const { line, column } of [...mistakes, document.locate(['a', 0, 'b'])]) {
            expect(line).toBeGreaterThanOrEqual(1);
            expect(line).toBeLessThanOrEqual(lines);
            expect(column).toBeGreaterThanOrEqual(1);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('locates keys, items, and the nearest parent of what is missing', () => {
    const { document } = parseYaml('a: 1\nb:\n  c: 2\n  d:\n    - 1\n    - e: 3\n');
    const lineOf = (...path: (string | number)[]): number => document.locate(path).line;
    expect(lineOf('a')).toBe(1);
    expect(lineOf('b', 'c')).toBe(3);
    expect(lineOf('b', 'd', 0)).toBe(5);
    expect(lineOf('b', 'd', 1, 'e')).toBe(6);
    expect(lineOf('b', 'd', 1, 'missing')).toBe(6);
    expect(lineOf('b', 'missing', 'deeper')).toBe(2);
    expect(lineOf('missing')).toBe(1);
  });

  test('refuses aliases that grow without bounds', () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${Array(10).fill(`*l${level}`).join(', ')}]`,
    );
    const { readable, mistakes } = parseYaml(['l0: &l0 [x]', ...levels].join('\n'));
    expect(readable).toBe(false);
    expect(mistakes).toHaveLength(1);
  });
});
