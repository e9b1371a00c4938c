import type { RecordedRun } from '../record/recorded-run.ts';
import { countOutcomes, outcomesOf } from './outcome.ts';
import { formatDuration, type TerminalStyle } from './terminal-style.ts';
import { COUNTED, verdictOf } from './verdict-sentence.ts';

/** The last lines of a run: the count, what required purposes came to, and the exit code with its reason. */
export function closingText(run: RecordedRun, style: TerminalStyle): readonly string[] {
  const verdict = verdictOf(run);
  const dress = { good: style.good, bad: style.bad, warn: style.warn }[verdict.tone];
  const symbol = { good: '✓', bad: '✗', warn: '!' }[verdict.tone];
  return [
    countLine(run),
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
  return [`${purposes.length} purposes: ${words.join(', ')}`, `${checks} checks`, ...stale, ...time].join(
    ' · ',
  );
}
