import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../../transport/random.ts';
import { cellCredentials } from './cell-credentials.ts';

const identityOf = (endpoint: string, longest?: number): string => {
  const security = cellCredentials('psk', seededRandom(1), longest).device(endpoint);
  return typeof security === 'object' && 'identity' in security ? security.identity : '';
};

describe('a PSK identity', () => {
  test('is the endpoint name where that is not too long', () => {
    expect(identityOf('touchstone-device', 32)).toBe('touchstone-device');
    expect(identityOf('d'.repeat(128))).toBe('d'.repeat(128));
  });

  test('is never longer than the product takes, and one for each name', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ unit: 'grapheme', maxLength: 200 }), { minLength: 2 }),
        fc.integer({ min: 16, max: 128 }),
        (names, longest) => {
          const identities = names.map(name => identityOf(name, longest));
          expect(new Set(identities).size).toBe(names.length);
          for (const each of identities) expect(Buffer.byteLength(each)).toBeLessThanOrEqual(longest);
        },
      ),
    );
  });
});
