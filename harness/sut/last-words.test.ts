import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from '../property/any-character.arbitrary.ts';
import { lastWords } from './last-words.ts';
import { type LogLine, LogRing } from './log-ring.ts';

const stderr = (text: string): LogLine => ({ source: 'stderr', text });
const written = (texts: readonly string[]): readonly string[] =>
  lastWords(texts.map(stderr)).map(({ text }) => text);

describe('The last words of a SUT', () => {
  test('are bounded, whatever it wrote, and lines that it wrote, in their order', () => {
    const line = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 80 }),
      fc.string({ minLength: 300, maxLength: 5_000 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), texts => {
        const words = written(texts);
        expect(words.length).toBeLessThanOrEqual(40);
        expect(words.join('').length).toBeLessThanOrEqual(4_000);
        expect(words.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(words.every(text => text.trim() !== '' && text.length <= 500)).toBe(true);
        const each = texts.flatMap(text => written([text]));
        expect(words).toEqual(each.slice(each.length - words.length));
      }),
    );
  });

  test('are without blank lines and colours, and indented as they were', () => {
    expect(written(['\u001b[31mpanic\u001b[0m: index out of range', '', '\tat main.go:7 ', '  '])).toEqual([
      'panic: index out of range',
      '    at main.go:7',
    ]);
  });

  test('are printable, with one mark for any number of characters that are not', () => {
    expect(written(['\u0000\u0001\ufffd\ufffd\ud800 core \u202eevil\u0007'])).toEqual([
      '\ufffd core \ufffdevil\ufffd',
    ]);
  });

  test('leave out what does not fit as a whole, the oldest first, and cut a line that is long by itself', () => {
    const long = 'x'.repeat(500);
    expect(written(['first', ...Array(8).fill(long)])).toEqual(Array(8).fill(long));
    expect(written([`${long}y`])).toEqual([`${'x'.repeat(499)}…`]);
    expect(written(Array.from({ length: 50 }, (_, n) => `line ${n}`))).toHaveLength(40);
  });

  test('are what the ring has of them, and are few for an error message', () => {
    const ring = new LogRing();
    expect(ring.lastWords).toEqual([]);
    for (let n = 0; n < 6_000; n += 1) ring.add(n % 2 === 0 ? 'stdout' : 'control', `line ${n}`);
    expect(ring.lastWords).toHaveLength(40);
    expect(ring.lastWords.at(-1)).toEqual({ source: 'control', text: 'line 5999' });
    expect(ring.tail().split('\n')).toHaveLength(11);
  });
});
