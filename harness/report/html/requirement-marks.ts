import { needsAttention, OUTCOME_LABELS, type PurposeOutcome } from '../outcome.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor } from './anchors.ts';

/** More marks than two rows of a cell are folded: what needs attention must not be searched for among a hundred passes. */
const FOLDED_FROM = 17;

type Mark = ReturnType<typeof markOf>;

/** The marks of one requirement and role; `folded` is what nobody needs to look at, when it is much. */
export interface RequirementMarks {
  readonly marks: readonly Mark[];
  readonly folded: readonly Mark[];
}

export const NO_MARKS: RequirementMarks = { marks: [], folded: [] };

export function marksOf(purposes: readonly PurposeOutcome[]): RequirementMarks {
  if (purposes.length < FOLDED_FROM) return { marks: purposes.map(markOf), folded: [] };
  return {
    marks: purposes.filter(needsAttention).map(markOf),
    folded: purposes.filter(purpose => !needsAttention(purpose)).map(markOf),
  };
}

function markOf({ plan, outcome, why }: PurposeOutcome) {
  const { symbol, word } = OUTCOME_LABELS[outcome];
  return {
    id: plan.purpose.id,
    anchor: purposeAnchor(plan),
    outcome,
    symbol,
    tooltip: visibleText(`${word}${why === '' ? '' : `: ${why}`}`, 200),
  };
}
