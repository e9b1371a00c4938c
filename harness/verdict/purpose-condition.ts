import { HarnessBugError } from '../errors/touchstone-error.ts';
import { CELL_VERSIONS, type CellVersion } from './cell-version.ts';
import { evaluateIcs, type IcsExpression, parseIcsExpression } from './ics-expression.ts';
import { icsOfCell } from './ics-of-cell.ts';
import type { PurposeId } from './ids.ts';
import type { PurposeDeclaration } from './purpose-declaration.ts';

/** The `when` of a purpose, understood. @throws HarnessBugError when it is no ICS expression. */
export function conditionOf(id: PurposeId, when: string): IcsExpression {
  const parsed = parseIcsExpression(when);
  if ('expression' in parsed) return parsed.expression;
  throw new HarnessBugError(
    'purpose.ics',
    `${id}: "${when}", column ${parsed.fault.offset + 1}: ${parsed.fault.message}`,
    { hint: 'correct the `when` of the purpose; suites/requirements/ics.yaml has the keys' },
  );
}

/**
 * The versions of LwM2M that a purpose can be asked in, the oldest first. One that is asked but once is asked in the first.
 * @throws HarnessBugError when its condition is none, or cannot hold in any version.
 */
export function versionsOf({
  id,
  when,
}: Pick<PurposeDeclaration, 'id' | 'when'>): readonly [CellVersion, ...CellVersion[]] {
  if (when === null) return CELL_VERSIONS;
  const condition = conditionOf(id, when);
  const [oldest, ...later] = CELL_VERSIONS.filter(
    version => evaluateIcs(condition, icsOfCell({}, version)) !== false,
  );
  if (oldest !== undefined) return [oldest, ...later];
  throw new HarnessBugError('purpose.ics', `${id}: "${when}" holds in no version of LwM2M`, {
    hint: 'correct the `when` of the purpose',
  });
}
