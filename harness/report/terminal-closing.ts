import type { RecordedRun } from '../record/recorded-run.ts';
import { longestPurposes } from './longest-purposes.ts';
import { countOutcomes, outcomesOf } from './outcome.ts';
import { formatDuration, type TerminalStyle } from './terminal-style.ts';
import { COUNTED, verdictOf } from './verdict-sentence.ts';
import { visibleText } from './visible-text.ts';

/** The last lines of a run: the count, the purpose that it waited for longest, what required purposes came to, and the exit code with its reason. */
export function closingText(run: RecordedRun, style: TerminalStyle): readonly string[] {
  const verdict = verdictOf(run);
  const dress = { good: style.good, bad: style.bad, warn: style.warn }[verdict.tone];
  const symbol = { good: '✓', bad: '✗', warn: '!' }[verdict.tone];
  return [
    countLine(run),
    ...longestLine(run),
    verdict.sentence + (run.header.partial ? ' The selection was narrowed: this is not a complete run.' : ''),
    `${dress(style.bold(`${symbol} exit ${verdict.exitCode}`))}  ${verdict.reason}`,
  ];
}

/** `10 purposes: 4 passed, 1 failed unexpectedly, … · 12 checks · 23.4 s` */
function countLine(run: RecordedRun): string {
  const purposes = outcomesOf(run).flatMap(cell => cell.purposes);
  const counts = countOutcomes(purposes);
  const words = COUNTED.flatMap(([outcome, word]) =>
    counts[outcome] > 0 ? [`${counts[outcome]} ${word}`] : [],
  );
  const checks = run.results.reduce((sum, result) => sum + result.checks.length, 0);
  const stale = run.stale.length > 0 ? [`${run.stale.length} stale in the baseline`] : [];
  const time = run.footer === null ? [] : [formatDuration(run.footer.durationMs)];
  const counted = [`${purposes.length} purposes`, ...(words.length > 0 ? [words.join(', ')] : [])].join(': ');
  return [counted, `${checks} checks`, ...stale, ...time].join(' · ');
}

/** `The longest purpose took 2 min 45 s of the 4 min 15 s: …`; a run of a second needs no reason. */
function longestLine(run: RecordedRun): readonly string[] {
  const [longest] = longestPurposes(run, 1);
  if (run.footer === null || longest === undefined || longest.purpose.result.durationMs < 1000) return [];
  const { result, plan } = longest.purpose;
  const times = `${formatDuration(result.durationMs)} of the ${formatDuration(run.footer.durationMs)}`;
  return [`The longest purpose took ${times}: ${plan.purpose.id}  ${visibleText(plan.cell, 60)}`];
}
