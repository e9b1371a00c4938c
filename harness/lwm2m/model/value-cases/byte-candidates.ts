import type { Range } from '../range.ts';
import type { Candidate } from './value-case.ts';

/** Lengths at which TLV, CBOR and one CoAP block change their form. */
const LENGTHS: readonly number[] = [0, 1, 7, 8, 23, 24, 255, 256, 1024, 1025];
/** Bytes; a longer value is not worth making. */
const LONGEST = 65_536;
const INTERVALS = 16;

export function texts(range: Range | undefined): readonly Candidate[] {
  return [
    { label: 'empty', value: '' },
    { label: 'two-byte-characters', value: 'ÄÖÜß' },
    { label: 'three-byte-characters', value: '試金石' },
    { label: 'four-byte-characters', value: '🧪🪨' },
    { label: 'digits', value: '42' },
    { label: 'markup', value: `<a href="x">'&"\\/` },
    { label: 'line-feed', value: 'a\nb' },
    { label: 'nul', value: 'a\u0000b', doubt: 'whether a String may hold U+0000 is not said' },
    ...lengthsOf(range).map(([label, length]) => ({ label, value: 'a'.repeat(length) })),
    ...lengthsOf(range)
      .filter(([, length]) => length >= 2)
      .map(([label, length]) => ({ label: `${label}-of-two-byte-characters`, value: twoByte(length) })),
    ...(range?.kind === 'texts' ? enumerated(range.texts) : []),
  ];
}

export function opaques(range: Range | undefined): readonly Candidate[] {
  return [
    { label: 'zero-byte', value: Uint8Array.of(0) },
    { label: 'highest-byte', value: Uint8Array.of(0xff) },
    { label: 'not-utf-8', value: Uint8Array.of(0xc3, 0x28, 0xff, 0xfe) },
    ...lengthsOf(range).map(([label, length]) => ({
      label,
      value: Uint8Array.from({ length }, (_, index) => index & 0xff),
    })),
  ];
}

function enumerated(allowed: readonly string[]): readonly Candidate[] {
  return allowed.flatMap((text, index) => [
    { label: `text-${index + 1}`, value: text },
    { label: `text-${index + 1}-and-more`, value: `${text}x` },
    { label: `text-${index + 1}-in-lower-case`, value: text.toLowerCase() },
    { label: `text-${index + 1}-in-upper-case`, value: text.toUpperCase() },
  ]);
}

function lengthsOf(range: Range | undefined): readonly (readonly [label: string, length: number])[] {
  const usual = LENGTHS.map(length => [`${length}-bytes`, length] as const);
  if (range?.kind !== 'lengths') return usual;
  const ends = range.intervals.slice(0, INTERVALS).flatMap(({ min, max }, index) => {
    const prefix = index === 0 ? '' : `interval-${index + 1}-`;
    return [
      [`${prefix}shortest`, Number(min)] as const,
      [`${prefix}longest`, Number(max)] as const,
      [`${prefix}too-short`, Number(min) - 1] as const,
      [`${prefix}too-long`, Number(max) + 1] as const,
    ];
  });
  return [...usual, ...ends].filter(([, length]) => length >= 0 && length <= LONGEST);
}

function twoByte(length: number): string {
  return 'é'.repeat(Math.floor(length / 2)) + 'a'.repeat(length % 2);
}
