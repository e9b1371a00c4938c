import type { DeepReadonly } from './deep-readonly.ts';
import type { Erratum } from './errata/erratum.ts';
import type { IcsFile } from './ics.schema.ts';
import type { RequirementFile } from './requirement.schema.ts';

/** One requirement of the OMA requirements document, with what realises it and what the specification lacks. */
export type Requirement = DeepReadonly<RequirementFile['requirements'][number]> & {
  /** Heading that it is listed under. */
  readonly group: string;
};

/** One question to the vendor of a SUT. */
export type IcsEntry = DeepReadonly<IcsFile['keys'][number]>;

/** The data of `suites/requirements`. */
export interface Catalogue {
  /** In the order HLF, SEC, B. */
  readonly requirements: readonly Requirement[];
  /** In the order of the file. */
  readonly ics: readonly IcsEntry[];
  /** By topic, in the order of the files. */
  readonly errata: readonly Erratum[];
}
