import { describe, expect, test } from '@jest/globals';
import { entryIn } from './controlled-instance.ts';

const VALUES = {
  '/2/0/0': 1,
  '/2/0/1': 0,
  '/2/0/3': 101,
  '/2/10/0': 3303,
  '/2/10/1': 65_535,
  '/2/10/2/0': 0,
  '/2/10/2/102': 16,
  '/2/10/3': 65_535,
};

describe('The Access Control instance about something', () => {
  test('is found by object and instance, with its owner and its list', () => {
    expect(entryIn(VALUES, '/1/0')).toEqual({ path: '/2/0', owner: 101, list: {} });
  });

  test('is that of the object where no instance is named', () => {
    expect(entryIn(VALUES, '/3303')).toEqual({
      ...{ path: '/2/10', owner: 65_535 },
      list: { 0: 0, 102: 16 },
    });
  });

  test('is null where there is none', () => {
    expect([entryIn(VALUES, '/1/1'), entryIn(VALUES, '/3303/0'), entryIn({}, '/1/0')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
