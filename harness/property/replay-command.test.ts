import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { replayCommand } from './replay-command.ts';

const failed = { seed: 7, path: '0:1', file: 'harness/coap/message/codec.test.ts' };

describe('the command that shows a failed property again', () => {
  test('names seed, value, file and test', () => {
    expect(replayCommand({ ...failed, title: 'raw TLV gives back every tree' })).toBe(
      "TOUCHSTONE_SEED=7 TOUCHSTONE_PATH=0:1 npm run test:harness -- --testPathPatterns harness/coap/message/codec.test.ts -t 'raw TLV gives back every tree'",
    );
  });

  test('matches the title whatever is in it, and never leaves its quotes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), title => {
        const [, pattern = ''] = replayCommand({ ...failed, title }).match(/ -t '([^']*)'$/) ?? [];
        expect(title).toMatch(new RegExp(pattern, 'u'));
      }),
    );
  });

  test('is part of the message of a property that fails here', () => {
    const fails = () => fc.assert(fc.property(fc.nat(), number => number < 0));
    expect(fails).toThrow(/See it again: TOUCHSTONE_SEED=\d+ .* -t 'the command that shows/);
  });
});
