import type { Erratum } from '../errata/erratum.ts';

/** An ambiguous point that nothing touches, unless `rest` says otherwise. */
export function sampleErratum(rest: Partial<Erratum> = {}): Erratum {
  return {
    id: 'tlv-sample-point',
    title: 'A point of the text',
    topic: 'TLV content',
    kind: 'ambiguous',
    where: [{ document: 'TS', version: '1.0', at: '§6.4.3' }],
    says: 'What the text says.',
    problem: 'What is open in it.',
    reading: 'How it is read.',
    why: 'Why it is read so.',
    certainty: 'open',
    upstream: [],
    requirements: ['HLF-022'],
    purposes: [],
    ...rest,
  };
}
