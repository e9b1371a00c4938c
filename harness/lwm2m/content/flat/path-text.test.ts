import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatPath, parsePath } from '../../path.ts';
import { pathText, readPath } from './path-text.ts';
import { anySelector } from './path-value.arbitrary.ts';

describe('text of a path', () => {
  test('is what formatPath gives', () => {
    fc.assert(
      fc.property(anySelector, path => {
        fc.pre(path !== 'root');
        expect(pathText(path)).toBe(formatPath(path));
      }),
    );
  });

  test('is read as parsePath reads it, whatever it is', () => {
    const near = fc.string({ unit: fc.constantFrom(...'//001365479٣x '), maxLength: 14 });
    const path = anySelector.map(each => (each === 'root' ? '/' : formatPath(each)));
    fc.assert(
      fc.property(fc.oneof(near, path, fc.string()), text => {
        expect(readPath(text)).toEqual(parsePath(text));
      }),
      { numRuns: 1000 },
    );
  });
});
