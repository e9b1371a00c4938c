import type { RecordedRun } from '../record/recorded-run.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import { type AttentionItem, attentionOf } from './attention.ts';
import { lastWordsOf } from './last-words.ts';
import { failedChecks, OUTCOME_LABELS, type PurposeOutcome } from './outcome.ts';
import { showCommand } from './reproduce-command.ts';
import { paint, type TerminalStyle } from './terminal-style.ts';
import { visibleText } from './visible-text.ts';

const INDENT = '    ';
const VALUE_LENGTH = 300;
/** Of what a SUT that died wrote; `touchstone show` has all. */
const LAST_WORDS = 8;
const WORD_LENGTH = 200;

/** Everything that needs attention, each with what was expected, what came and how to see more. */
export function attentionText(run: RecordedRun, style: TerminalStyle): readonly string[] {
  return attentionOf(run).flatMap(item => [...itemLines(item, run, style), '']);
}

function itemLines(
  { purpose, alike }: AttentionItem,
  run: RecordedRun,
  style: TerminalStyle,
): readonly string[] {
  const { plan } = purpose;
  const more = alike.length > 0 ? `  and ${alike.length} more purposes of this cell for the same cause` : '';
  return [
    `${headline(purpose, style)}${more}`,
    `${INDENT}${visibleText(plan.purpose.title)}`,
    `${INDENT}${style.dim('requirement')}  ${plan.purpose.requirements.join(', ')}  ${style.dim('·')}  ${visibleText(plan.purpose.clause, 120)}`,
    ...(purpose.why === ''
      ? []
      : [`${INDENT}${style.dim('because    ')}  ${visibleText(purpose.why, VALUE_LENGTH)}`]),
    ...failedChecks(purpose).flatMap(check => failedCheckLines(check, style)),
    ...lastWordsLines(purpose, style),
    `${INDENT}${style.dim('show       ')}  ${style.info(showCommand(run, plan))}`,
  ];
}

export function headline(purpose: PurposeOutcome, style: TerminalStyle): string {
  const { plan, outcome } = purpose;
  const { symbol, word } = OUTCOME_LABELS[outcome];
  const mark = paint(style, outcome, style.bold(`${symbol} ${word}`));
  const level = plan.purpose.level.toUpperCase();
  return `${mark}  ${style.bold(plan.purpose.id)}  ${level}  ${style.dim(visibleText(plan.cell, 80))}`;
}

/** The last of what a SUT that died wrote. */
function lastWordsLines({ result }: PurposeOutcome, style: TerminalStyle): readonly string[] {
  const lines = lastWordsOf(result);
  if (lines.length === 0) return [];
  const left = lines.length - LAST_WORDS;
  const more = left > 0 ? style.dim(`  (${left} more before)`) : '';
  return [
    `${INDENT}${style.dim('last wrote ')}${more}`,
    ...lines.slice(-LAST_WORDS).map(line => `${INDENT}  ${visibleText(line, WORD_LENGTH)}`),
  ];
}

/** `expected` above `received`, so that the eye compares them. */
export function failedCheckLines(check: CheckResult, style: TerminalStyle): readonly string[] {
  const name = check.id.slice(check.id.indexOf('/') + 1);
  const known = check.disposition === 'expected' || check.disposition === 'flaky' ? ' (known)' : '';
  const frame = check.frame === null ? '' : style.dim(`  (frame ${check.frame})`);
  const reported = check.source === 'sut-reported' ? style.dim('  (SUT-reported)') : '';
  return [
    `${INDENT}${style.bad('✗ FAIL')} ${visibleText(name, 120)}${known}  ${style.dim(`${check.level} · ${check.reason ?? ''}`)}`,
    `${INDENT}  ${style.dim('expected ')}  ${style.good(visibleText(check.expected, VALUE_LENGTH))}`,
    `${INDENT}  ${style.dim('received ')}  ${style.bad(visibleText(check.received, VALUE_LENGTH))}${frame}${reported}`,
  ];
}
