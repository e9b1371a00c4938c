import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { anyCharacter } from './any-character.arbitrary.ts';

describe('any character', () => {
  const samples = fc.sample(anyCharacter, 500);

  test('is one of Unicode, never half of one', () => {
    expect(samples.every(each => each.isWellFormed() && [...each].length === 1)).toBe(true);
  });

  test('is of every length that UTF-8 has', () => {
    expect(new Set(samples.map(each => Buffer.byteLength(each)))).toEqual(new Set([1, 2, 3, 4]));
  });
});
