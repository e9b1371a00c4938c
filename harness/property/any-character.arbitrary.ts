import fc from 'fast-check';

const SURROGATES = [0xd800, 0xdfff] as const;

/**
 * Any character of Unicode, of every length that UTF-8 has: `fc.string({ unit: anyCharacter })`. The unit `binary` of fast-check
 * has the same ones, and takes more than a second to set up in every test file.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 4, arbitrary: fc.nat({ max: 0x7f }) },
    fc.integer({ min: 0x80, max: 0x7ff }),
    fc.integer({ min: 0x800, max: SURROGATES[0] - 1 }),
    fc.integer({ min: SURROGATES[1] + 1, max: 0xffff }),
    fc.integer({ min: 0x1_0000, max: 0x10_ffff }),
  )
  .map(codePoint => String.fromCodePoint(codePoint));
