import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LineSplitter } from './line-splitter.ts';

describe('LineSplitter', () => {
  test('gives the same lines however the bytes arrive', () => {
    const line = fc.string({ unit: 'grapheme' }).map(text => text.replace(/[\r\n]/g, ' '));
    fc.assert(
      fc.property(
        fc.array(line),
        fc.array(fc.nat(7), { minLength: 1 }),
        fc.boolean(),
        (lines, sizes, windows) => {
          const bytes = Buffer.from(lines.map(text => text + (windows ? '\r\n' : '\n')).join(''), 'utf8');
          const received: string[] = [];
          const splitter = new LineSplitter(text => received.push(text));
          for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
            const size = (sizes[turn % sizes.length] ?? 0) + 1;
            splitter.push(bytes.subarray(at, at + size));
            at += size;
          }
          splitter.end();
          expect(received).toEqual(lines);
        },
      ),
    );
  });

  test('hands out a last line without an end, and nothing when there is none', () => {
    const received: string[] = [];
    const splitter = new LineSplitter(text => received.push(text));
    splitter.push(Buffer.from('one\ntwo'));
    expect(received).toEqual(['one']);
    splitter.end();
    splitter.end();
    expect(received).toEqual(['one', 'two']);
  });

  test('does not hoard a line without end', () => {
    const received: string[] = [];
    const splitter = new LineSplitter(text => received.push(text), 10);
    for (let turn = 0; turn < 10; turn += 1) splitter.push(Buffer.from('abcdef'));
    expect(received).toEqual(Array(5).fill('abcdefabcdef'));
  });
});
