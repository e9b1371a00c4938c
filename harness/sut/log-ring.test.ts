import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LogRing } from './log-ring.ts';

describe('LogRing', () => {
  test('keeps the last lines, oldest first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 5 }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 12 }),
        (texts, capacity) => {
          const ring = new LogRing(capacity);
          for (const text of texts) ring.add('stderr', text);
          expect(ring.lines.map(({ text }) => text)).toEqual(texts.slice(-capacity));
        },
      ),
    );
  });

  test('tells listeners every line until they leave, and cuts long ones', () => {
    const ring = new LogRing();
    const heard: string[] = [];
    const leave = ring.onLine(({ text }) => heard.push(text));
    ring.add('stdout', 'one');
    ring.add('control', 'x'.repeat(10_000));
    leave();
    ring.add('stdout', 'three');
    expect(heard.map(({ length }) => length)).toEqual([3, 4_097]);
    expect(ring.lines).toHaveLength(3);
  });

  test('shows its tail, or that there is none', () => {
    const ring = new LogRing();
    expect(ring.tail()).toBe('it wrote nothing');
    for (const text of ['a', 'b', 'c']) ring.add('stderr', text);
    expect(ring.tail(2)).toBe('it last wrote:\n  stderr: b\n  stderr: c');
  });
});
