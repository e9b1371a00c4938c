import { UsageError } from '../errors/touchstone-error.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import type { Catalogue } from './catalogue.ts';
import { explainIcsKey } from './explain-ics-key.ts';
import { explainPurpose } from './explain-purpose.ts';
import { explainRequirement } from './explain-requirement.ts';
import { type Paint, PLAIN } from './paint.ts';
import { parseRequirementId } from './requirement-id.ts';

/** What can be explained. */
export interface Explainable {
  readonly catalogue: Catalogue;
  readonly purposes: readonly PurposeDeclaration[];
}

/**
 * The text of `touchstone explain <name>`, ending in a line feed. The name is a requirement (in any spelling of its
 * label), a purpose, a check (its purpose is shown) or an ICS key.
 * @throws UsageError with the nearest name when nothing is called so.
 */
export function explain(name: string, { catalogue, purposes }: Explainable, paint: Paint = PLAIN): string {
  const id = parseRequirementId(name);
  const requirement = catalogue.requirements.find(candidate => candidate.id === id);
  if (requirement !== undefined) return explainRequirement(requirement, purposes, paint);

  const [purposeId] = name.split('/');
  const purpose = purposes.find(candidate => candidate.id === purposeId);
  if (purpose !== undefined) return explainPurpose(purpose, catalogue, paint);

  const entry = catalogue.ics.find(candidate => candidate.key === name);
  if (entry !== undefined) return explainIcsKey(entry, purposes, paint);

  throw unknownName(name, { catalogue, purposes });
}

function unknownName(name: string, { catalogue, purposes }: Explainable): UsageError {
  const nearest = nearestName(name, [
    ...catalogue.requirements.map(({ id }) => id),
    ...purposes.map(({ id }) => id),
    ...catalogue.ics.map(({ key }) => key),
  ]);
  return new UsageError(
    'explain.unknown-name',
    `Nothing is called ${JSON.stringify(name)}: it is no requirement, no purpose and no ICS key.`,
    {
      hint:
        nearest === null
          ? 'touchstone list shows the requirements and the purposes.'
          : `Did you mean ${nearest}? touchstone list shows the requirements and the purposes.`,
    },
  );
}
