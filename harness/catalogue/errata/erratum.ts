import type { DeepReadonly } from '../deep-readonly.ts';
import type { ErrataFile } from './errata.schema.ts';

/** A place where a text of OMA is wrong or leaves something open, and how it is read here. */
export type Erratum = DeepReadonly<ErrataFile['errata'][number]> & {
  /** Heading that it is listed under. */
  readonly topic: string;
};

/** A purpose, or a pattern of purposes, that comes across an erratum, and how it deals with it. */
export type Touch = Erratum['purposes'][number];

export const KIND_WORDS: Readonly<Record<Erratum['kind'], string>> = {
  'wrong-text': 'wrong text',
  ambiguous: 'ambiguous text',
  gap: 'gap in the text',
  'wrong-test': 'wrong OMA test',
};

export const CERTAINTY_WORDS: Readonly<Record<Erratum['certainty'], string>> = {
  proven: 'proven: follows from the text itself',
  settled: 'settled by a later version or by the working group',
  inferred: 'inferred from other texts, products or test events',
  unverified: 'unverified: the text itself was not seen',
  open: 'open: nothing decides it',
};

export const TREATMENT_WORDS: Readonly<Record<Touch['treatment'], string>> = {
  lenient: 'takes every reading',
  recorded: 'records which reading is met',
  advised: 'advises the reading, without failing by it',
  avoided: 'keeps out of the point',
  held: 'holds the SUT to the reading',
};

/** Nobody can be held to what the text leaves open: it is recorded, never a failure. */
export function isOpen({ kind }: Pick<Erratum, 'kind'>): boolean {
  return kind === 'ambiguous' || kind === 'gap';
}

const REPOSITORIES: Readonly<Record<string, string>> = {
  OMA: 'OpenMobileAlliance/OMA_LwM2M_for_Developers',
  leshan: 'eclipse-leshan/leshan',
  wakaama: 'eclipse-wakaama/wakaama',
  zephyr: 'zephyrproject-rtos/zephyr',
  Anjay: 'AVSystem/Anjay',
  'mbed-client': 'ARMmbed/mbed-client',
};

/** Public issues by repository, in full: `eclipse-leshan/leshan #463 #557`. */
export function issuesByRepository({ upstream }: Pick<Erratum, 'upstream'>): readonly string[] {
  const numbers = new Map<string, string[]>();
  for (const issue of upstream.map(issueInFull)) {
    const [repository = '', number = ''] = issue.split('#');
    numbers.set(repository, [...(numbers.get(repository) ?? []), `#${number}`]);
  }
  return [...numbers].map(([repository, all]) => `${repository} ${all.join(' ')}`);
}

/** `OMA#281` as GitHub writes it, with the repository in full. */
export function issueInFull(issue: string): string {
  const [short = '', number = ''] = issue.split('#');
  return `${REPOSITORIES[short] ?? short}#${number}`;
}

/** `TS 1.0 §6.4.3, TS 1.1 §7.4.5` */
export function placesOf({ where }: Pick<Erratum, 'where'>): string {
  return where.map(({ document, version, at }) => `${document} ${version} ${at}`).join(', ');
}
