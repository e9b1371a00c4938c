import type { WrittenLine } from '../events.ts';
import { registration } from './sample-frames.ts';
import { declare, ran, type SamplePurpose } from './sample-purposes.ts';

/** What a product written in C says when it crashes. */
export const LAST_WORDS: readonly WrittenLine[] = [
  { source: 'stdout', text: 'registered at coap://127.0.0.1:5683' },
  ...Array.from({ length: 9 }, (_, n): WrittenLine => ({ source: 'stdout', text: `notify ${n + 1}` })),
  { source: 'stderr', text: 'acme: tlv.c:214: read_length: Assertion `length <= capacity` failed.' },
];

/** A purpose in which the SUT died. @param lastWords null: as in records from before they were recorded. */
export function diedPurpose(lastWords: readonly WrittenLine[] | null = LAST_WORDS): SamplePurpose {
  const declaration = declare('management.bi.deep-path', 'client', {
    title: 'answers a path that is longer than any can be',
    requirements: ['HLF-032'],
  });
  const died = { reason: 'sut.died', message: 'acme-client exited with code 134' } as const;
  const words = lastWords === null ? {} : { lastWords };
  return ran(declaration, 'fail', registration('ts-deep-path').frames, [], { ...died, ...words });
}
