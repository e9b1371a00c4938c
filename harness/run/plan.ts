import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { PlanEvent } from '../record/events.ts';
import type { Ics } from '../verdict/ics.ts';
import { evaluateIcs, explainIcs } from '../verdict/ics-expression.ts';
import { icsOfCell } from '../verdict/ics-of-cell.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { conditionOf } from '../verdict/purpose-condition.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { PlannedCell } from './planned-cell.ts';

type Decision = Pick<PlanEvent, 'applicability' | 'why' | 'runs'>;

/**
 * Decides for every purpose of a cell whether it runs, and why. Pure.
 * @param verbs control verbs of the SUT; null while they are not known, which rules nothing out.
 * @throws HarnessBugError when a purpose has an ICS expression that is none.
 */
export function planCell(cell: PlannedCell, verbs: readonly string[] | null): PlanEvent[] {
  const ics = icsOfCell(cell.descriptor.ics, cell.description.lwm2m);
  const decisions = new Map<PurposeId, Decision>();
  for (const purpose of cell.purposes) {
    decisions.set(
      purpose.id,
      decideByVerbs(purpose, verbs) ?? decideByImages(purpose, cell.descriptor) ?? decideByIcs(purpose, ics),
    );
  }
  const byId = new Map(cell.purposes.map(purpose => [purpose.id, purpose]));
  return cell.purposes.map(purpose => ({
    type: 'plan',
    cell: cell.description.id,
    purpose,
    ...decideByTwin(purpose, byId, decisions),
  }));
}

function decideByVerbs({ needs }: PurposeDeclaration, verbs: readonly string[] | null): Decision | null {
  // Without these there is no SUT to judge.
  const missing = verbs === null ? [] : ['start', 'stop', ...needs].filter(verb => !verbs.includes(verb));
  if (missing.length === 0) return null;
  const why = `the SUT does not support the control verb ${missing.join(', ')}`;
  return { applicability: 'notApplicable', why, runs: false };
}

/** A firmware image is the vendor's to give; the reference client takes those that the tester makes itself. */
function decideByImages(
  { images = [] }: PurposeDeclaration,
  { launch, ixit }: PlannedCell['descriptor'],
): Decision | null {
  if (images.length === 0 || launch.kind === 'in-process') return null;
  const missing = images.filter(kind => ixit.firmware[kind] === undefined);
  if (missing.length === 0) return null;
  const why = `the SUT file names no firmware image: ${missing.map(kind => `ixit.firmware.${kind}`).join(', ')}`;
  return { applicability: 'notApplicable', why, runs: false };
}

/** What the vendor has not said does not excuse from a must (design, rule 3). */
function decideByIcs({ id, when, level }: PurposeDeclaration, ics: Ics): Decision {
  if (when === null)
    return { applicability: 'selected', why: 'applies to every SUT of this role', runs: true };
  const expression = conditionOf(id, when);
  const why = explainIcs(expression, ics);
  switch (evaluateIcs(expression, ics)) {
    case true:
      return { applicability: 'selected', why, runs: true };
    case false:
      return { applicability: 'notApplicable', why, runs: false };
    case 'unset':
      return { applicability: 'undetermined', why, runs: level === 'must' };
  }
}

/** Nothing is asked whose twin is not asked; what is said about the twin then holds for it, too. */
function decideByTwin(
  { id, twin }: PurposeDeclaration,
  purposes: ReadonlyMap<PurposeId, PurposeDeclaration>,
  decisions: ReadonlyMap<PurposeId, Decision>,
): Decision {
  const own = decisions.get(id);
  if (own === undefined)
    throw new HarnessBugError('plan.undecided', `no decision on ${id}`, { hint: 'please report this' });
  const named = twin === null ? undefined : purposes.get(twin);
  if (!own.runs || named === undefined) return own;
  const { applicability, why, runs } = decideByTwin(named, purposes, decisions);
  if (runs) return own;
  const verb = applicability === 'undetermined' ? 'is not run' : 'does not apply';
  return { applicability, why: `its twin ${twin} ${verb}: ${why}`, runs: false };
}
