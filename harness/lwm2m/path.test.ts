import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatPath, MAX_ID, parsePath, pathDepth, pathIds } from './path.ts';

describe('parsePath', () => {
  test('gives back the text of every path', () => {
    const ids = fc.array(fc.nat({ max: MAX_ID }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(ids, list => {
        const path = parsePath(`/${list.join('/')}`);
        if (path === null) throw new Error('not a path');
        expect(pathIds(path)).toEqual(list);
        expect(pathDepth(path)).toBe(list.length);
        expect(formatPath(path)).toBe(`/${list.join('/')}`);
      }),
    );
  });

  test.each([
    '',
    '/',
    '3',
    '3/0',
    '/3/',
    '//3',
    '/03',
    '/3/00',
    '/65535',
    '/3/65535',
    '/3/0/65535',
    '/3/0/0/65535',
    '/99999',
    '/3/0/0/0/0',
    '/-1',
    '/+1',
    '/1.0',
    '/3/0 ',
    '/3/0\n',
    '/٣',
    '/a',
  ])('refuses %j', text => {
    expect(parsePath(text)).toBeNull();
  });
});
