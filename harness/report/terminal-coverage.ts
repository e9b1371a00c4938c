import {
  COVERAGE_LABELS,
  COVERAGE_STATES,
  type CoverageState,
  type RequirementCoverage,
} from './coverage.ts';
import { paint, type TerminalStyle, wrap } from './terminal-style.ts';

const WORD_WIDTH = 22;

/** One group of lines per state: symbol, word, count, ids; an id carries the role where roles differ. */
export function coverageText(
  coverage: readonly RequirementCoverage[],
  style: TerminalStyle,
): readonly string[] {
  return COVERAGE_STATES.flatMap(state => {
    const ids = coverage.flatMap(entry => idIn(entry, state));
    if (ids.length === 0) return [];
    const { symbol, word } = COVERAGE_LABELS[state];
    const label = `${symbol} ${word}`.padEnd(WORD_WIDTH);
    const lines = wrap(ids.join(' '), style.columns - WORD_WIDTH - 6);
    return lines.map((line, index) =>
      index === 0
        ? `${paint(style, state, label)}${style.dim(String(ids.length).padStart(3))}  ${line}`
        : `${' '.repeat(WORD_WIDTH + 5)}${line}`,
    );
  });
}

/** Nothing about a role that is not under test, unless no role is. */
function idIn(entry: RequirementCoverage, state: CoverageState): string[] {
  const tested = entry.roles.filter(role => role.state !== 'absent');
  const roles = tested.filter(role => role.state === state);
  if (tested.length === 0) return entry.state === state ? [entry.requirement.id] : [];
  if (roles.length === 0) return [];
  if (roles.length === tested.length) return [entry.requirement.id];
  return [`${entry.requirement.id}(${roles.map(({ role }) => role).join(',')})`];
}
