import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { anyCharacter } from '../property/any-character.arbitrary.ts';
import { HOSTILE_TEXT } from '../record/testing/hostile-purposes.ts';
import { visibleText } from './visible-text.ts';

const DANGEROUS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cn}\p{Co}\p{Cs}]/u;

describe('Visible text', () => {
  test('holds no control, format, unassigned or lone surrogate character, whatever comes in', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), text => !DANGEROUS.test(visibleText(text))));
    expect(DANGEROUS.test(HOSTILE_TEXT)).toBe(true);
    expect(DANGEROUS.test(visibleText(HOSTILE_TEXT, 100_000))).toBe(false);
  });

  test('leaves ordinary text of any script as it is', () => {
    for (const text of ['Acme Services', 'Größe 5 €', 'אבג', '日本語', '</3/0>;ver=1.0', '👍'])
      expect(visibleText(text)).toBe(text);
  });

  test('names what it replaces', () => {
    expect(visibleText('\u001b[2J\r\n\t\u202e\u{e0041}')).toBe('\\x1b[2J\\r\\n\\t\\u202e\\u{e0041}');
  });

  test('counts what it cuts off', () => {
    expect(visibleText('abcdef', 2)).toBe('ab… (4 more characters)');
    expect(visibleText('ab', 2)).toBe('ab');
  });
});
