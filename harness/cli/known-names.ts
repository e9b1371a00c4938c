import { REQUIREMENT_IDS } from '../../suites/requirements/requirement-ids.generated.ts';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { namePattern } from '../run/selection.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { nearestNames } from '../yaml/nearest-name.ts';

const MOST_SUGGESTED = 3;

/**
 * Each name of `--only` has to select something: one that is misspelt beside a right one would be left out unseen.
 * @throws ConfigurationError `plan.unknown-name`, with the nearest names.
 */
export function assertNamed(only: readonly string[], purposes: readonly PurposeDeclaration[]): void {
  const known = purposes.flatMap(({ id, requirements, ets }) => [id, ...requirements, ...ets]);
  for (const name of only) {
    const pattern = namePattern(name);
    if (!known.some(candidate => pattern.test(candidate))) throw unknownName(name, pattern, known);
  }
}

function unknownName(name: string, pattern: RegExp, known: readonly string[]): ConfigurationError {
  const isRequirement = REQUIREMENT_IDS.some(id => pattern.test(id));
  const nearest = isRequirement ? [] : nearestNames(name, known, MOST_SUGGESTED);
  return new ConfigurationError(
    'plan.unknown-name',
    isRequirement
      ? `--only ${name}: no purpose is about this requirement`
      : `nothing matches --only ${name}: it is no purpose, no requirement and no ETS id`,
    {
      hint: `${nearest.length === 0 ? '' : `did you mean ${nearest.join(' or ')}? `}touchstone list names purposes and requirements`,
    },
  );
}
