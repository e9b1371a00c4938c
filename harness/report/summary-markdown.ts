import { type Erratum, isOpen, KIND_WORDS } from '../catalogue/errata/erratum.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { attentionOf } from './attention.ts';
import {
  COVERAGE_LABELS,
  COVERAGE_STATES,
  countCoverage,
  coverageOf,
  type RequirementSummary,
} from './coverage.ts';
import { icsCounts } from './ics/terminal-ics.ts';
import { countOutcomes, failedChecks, OUTCOME_LABELS, outcomesOf } from './outcome.ts';
import { showCommand } from './reproduce-command.ts';
import { errataInRun } from './touched-errata.ts';
import { verdictOf } from './verdict-sentence.ts';
import { visibleText } from './visible-text.ts';

const SYMBOL = { good: '✅', bad: '❌', warn: '⚠️' } as const;

/** A short summary in Markdown, for a CI job page. Text of a SUT is escaped. */
export function summaryMarkdown(
  run: RecordedRun,
  requirements: readonly RequirementSummary[],
  errata: readonly Erratum[] = [],
): string {
  const verdict = verdictOf(run);
  const coverage = countCoverage(coverageOf(requirements, run));
  const covered = COVERAGE_STATES.filter(state => coverage[state] > 0).map(
    state => `${coverage[state]} ${COVERAGE_LABELS[state].word.toLowerCase()}`,
  );
  return [
    `## ${SYMBOL[verdict.tone]} ${verdict.headline}`,
    '',
    `${verdict.sentence} Exit code ${verdict.exitCode}: ${verdict.reason}.`,
    '',
    '| Cell | Pass | Fail | Known | Inconclusive | Error | Not run |',
    '|---|--:|--:|--:|--:|--:|--:|',
    ...outcomesOf(run).map(({ cell, purposes }) => {
      const counts = countOutcomes(purposes);
      const numbers = [
        counts.passed,
        counts.failed,
        counts.known,
        counts.inconclusive,
        counts.error,
        counts['not-run'],
      ];
      return `| ${escapeMarkdown(cell.description.id)} | ${numbers.join(' | ')} |`;
    }),
    '',
    ...attentionLines(run),
    ...(covered.length > 0 ? [`Requirements: ${covered.join(', ')}.`, ''] : []),
    ...icsCounts(run).flatMap(line => [`ICS from the wire, ${escapeMarkdown(line)}.`, '']),
    ...errataLines(errata, run),
  ].join('\n');
}

function attentionLines(run: RecordedRun): readonly string[] {
  const items = attentionOf(run);
  if (items.length === 0) return [];
  const rows = items.map(({ purpose, alike }) => {
    const { symbol, word } = OUTCOME_LABELS[purpose.outcome];
    const [first] = failedChecks(purpose);
    const what =
      first === undefined
        ? escapeMarkdown(purpose.why)
        : `expected ${escapeMarkdown(first.expected)}<br>received ${escapeMarkdown(first.received)}`;
    const more = alike.length > 0 ? `<br>and ${alike.length} more for the same cause` : '';
    const { id, level, requirements } = purpose.plan.purpose;
    const show = escapeMarkdown(showCommand(run, purpose.plan));
    return `| ${symbol} ${word} | ${escapeMarkdown(id)} (${level})<br>${requirements.join(', ')} | ${what}${more} | ${show} |`;
  });
  return ['| | Purpose | What | See |', '|---|---|---|---|', ...rows, ''];
}

/** How many errata the purposes of the run touch, and those that somebody has to look at. */
function errataLines(errata: readonly Erratum[], run: RecordedRun): readonly string[] {
  const touched = errataInRun(errata, run);
  if (touched.length === 0) return [];
  const open = touched.filter(({ erratum }) => isOpen(erratum)).length;
  const named = touched.flatMap(({ erratum, purposes }) => {
    const strict = purposes.filter(({ tooStrict }) => tooStrict.length > 0);
    if (strict.length === 0) return [];
    const ids = [...new Set(strict.map(({ purpose }) => purpose.plan.purpose.id))].join(', ');
    return [`- ${erratum.id} (${KIND_WORDS[erratum.kind]}), judged too strictly by ${escapeMarkdown(ids)}`];
  });
  return [
    `Errata: the purposes of this run touch ${touched.length} places where texts or tests of OMA are wrong or open; ${open} of them are open, which is recorded and never a failure.`,
    '',
    ...(named.length > 0 ? [...named, ''] : []),
  ];
}

/** Inside a table cell: no markup, no HTML, no column break. */
function escapeMarkdown(text: string): string {
  return visibleText(text, 300)
    .replace(/[\\`*_{}[\]()#+!|~@-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
