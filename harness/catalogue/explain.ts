import { UsageError } from '../errors/touchstone-error.ts';
import type { Subject } from '../mutant/mutant.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import type { Catalogue } from './catalogue.ts';
import { explainErratum } from './errata/explain-erratum.ts';
import { explainIcsKey } from './explain-ics-key.ts';
import { explainPurpose } from './explain-purpose.ts';
import { explainRequirement } from './explain-requirement.ts';
import { explainSubject } from './explain-subject.ts';
import { type Paint, PLAIN } from './paint.ts';
import { parseRequirementId } from './requirement-id.ts';

/** What can be explained. */
export interface Explainable {
  readonly catalogue: Catalogue;
  readonly purposes: readonly PurposeDeclaration[];
  /** Mutants and legal variants. */
  readonly subjects: readonly Subject[];
}

/**
 * The text of `touchstone explain <name>`, ending in a line feed. The name is a requirement (in any spelling of its
 * label), a purpose, a check (its purpose is shown), a mutant or legal variant, an ICS key, an erratum or a rule that stands
 * for one.
 * @throws UsageError with the nearest name when nothing is called so.
 */
export function explain(name: string, explainable: Explainable, paint: Paint = PLAIN): string {
  const { catalogue, purposes, subjects } = explainable;
  const id = parseRequirementId(name);
  const requirement = catalogue.requirements.find(candidate => candidate.id === id);
  if (requirement !== undefined) return explainRequirement(requirement, purposes, catalogue.errata, paint);

  const [purposeId] = name.split('/');
  const purpose = purposes.find(candidate => candidate.id === purposeId);
  if (purpose !== undefined) return explainPurpose(purpose, catalogue, subjects, paint);

  const subject = subjects.find(candidate => candidate.id === name);
  if (subject !== undefined) return explainSubject(subject, purposes, catalogue, paint);

  const entry = catalogue.ics.find(candidate => candidate.key === name);
  if (entry !== undefined) return explainIcsKey(entry, purposes, paint);

  const errata = catalogue.errata.filter(({ id, rules }) => id === name || rules?.includes(name) === true);
  if (errata.length > 0) return errata.map(erratum => explainErratum(erratum, purposes, paint)).join('\n');

  throw unknownName(name, explainable);
}

function unknownName(name: string, { catalogue, purposes, subjects }: Explainable): UsageError {
  const nearest = nearestName(name, [
    ...catalogue.requirements.map(({ id }) => id),
    ...purposes.map(({ id }) => id),
    ...subjects.map(({ id }) => id),
    ...catalogue.ics.map(({ key }) => key),
    ...catalogue.errata.flatMap(({ id, rules }) => [id, ...(rules ?? [])]),
  ]);
  return new UsageError(
    'explain.unknown-name',
    `Nothing is called ${JSON.stringify(name)}: it is no requirement, no purpose, no mutant, no legal variant, no ICS key and no erratum.`,
    {
      hint:
        nearest === null
          ? 'touchstone list shows the requirements and the purposes.'
          : `Did you mean ${nearest}? touchstone list shows the requirements and the purposes.`,
    },
  );
}
