import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';

/** What looking at a subject yields. */
export type Judgement =
  | { readonly pass: true; readonly received: string; readonly frame?: number | null }
  | {
      readonly pass: false;
      readonly received: string;
      readonly reason: ReasonCode;
      /** Set when only an advice is not followed: the check then counts as a should check, so that it fails no must. */
      readonly level?: 'should';
      readonly frame?: number | null;
    };

/**
 * What a check demands of its subject, in words and as a predicate. Judging never throws; the definitions of the cell tell
 * what the content of a message means.
 */
export interface Expectation<Subject> {
  readonly expected: string;
  judge(subject: Subject, definitions: DefinitionLookup): Judgement;
}
