import type { RecordedRun } from '../record/recorded-run.ts';
import { coverageOf, type RequirementSummary } from './coverage.ts';
import { terminalIcs } from './ics/terminal-ics.ts';
import { APPLICABILITY_WORDS, outcomesOf } from './outcome.ts';
import { attentionText } from './terminal-attention.ts';
import { closingText } from './terminal-closing.ts';
import { coverageText } from './terminal-coverage.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { verdictTable } from './terminal-verdicts.ts';
import { visibleText } from './visible-text.ts';

/** What a run prints at its end: counts per cell, what needs attention, requirements, exit code. Ends with a line feed. */
export function terminalSummary(
  run: RecordedRun,
  requirements: readonly RequirementSummary[],
  style: TerminalStyle,
  icsKeys: readonly string[] = [],
): string {
  const cells = outcomesOf(run);
  const coverage = requirements.length === 0 ? [] : coverageText(coverageOf(requirements, run), style);
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['', verdictTable(cells, style)],
    ['NEEDS ATTENTION', attentionText(run, style).slice(0, -1)],
    ['PROBLEMS OF THE RUN', run.diagnostics.flatMap(diagnosticLines)],
    [
      'STALE BASELINE ENTRIES',
      run.stale.map(entry => visibleText(`${entry.file}:${entry.line}  ${entry.subject}: ${entry.reason}`)),
    ],
    ['NOT RUN', notRunLines(cells)],
    ['ICS FROM THE WIRE', terminalIcs(run, icsKeys)],
    ['REQUIREMENTS', coverage],
    ['', closingText(run, style)],
  ];
  const blocks = sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [...(title === '' ? [] : [style.bold(title)]), ...lines].join('\n'));
  return `${blocks.join('\n\n')}\n`;
}

function diagnosticLines({ code, message, hint, cell }: RecordedRun['diagnostics'][number]): string[] {
  return [
    `! ${visibleText(code, 80)}${cell === null ? '' : `  ${visibleText(cell, 80)}`}`,
    // What a SUT last wrote has lines of its own.
    ...message.split('\n').map(line => `    ${visibleText(line)}`),
    `    ${visibleText(hint)}`,
  ];
}

/** One line per reason, with the purposes that it kept from running. */
function notRunLines(cells: ReturnType<typeof outcomesOf>): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { plan, result, outcome, why, missing } of cells.flatMap(cell => cell.purposes)) {
    if (outcome !== 'not-run' || missing) continue;
    const word = APPLICABILITY_WORDS[result?.applicability ?? plan.applicability];
    const reason = `${word}: ${visibleText(why, 160)}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), plan.purpose.id]);
  }
  return [...reasons].map(([reason, ids]) => {
    const shown = ids.slice(0, 3).join(', ');
    return `– ${reason}  (${shown}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''})`;
  });
}
