import { UsageError } from '../errors/touchstone-error.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import type { CellId, PurposeId } from '../verdict/ids.ts';
import type { DecodedFrame } from './decoded-frame.ts';
import { dtlsFields } from './dtls-fields.ts';
import { hexDump } from './hex-dump.ts';
import { ladderText } from './ladder-text.ts';
import { lastWordsOf } from './last-words.ts';
import { messageFields } from './message-fields.ts';
import { APPLICABILITY_WORDS, outcomesOf, type PurposeOutcome } from './outcome.ts';
import { viewPayload } from './payload-view.ts';
import { controlText, type PurposeRecord, recordOf } from './purpose-record.ts';
import { reproduceCommand } from './reproduce-command.ts';
import { failedCheckLines, headline } from './terminal-attention.ts';
import { formatDuration, type TerminalStyle } from './terminal-style.ts';
import { visibleText } from './visible-text.ts';

/**
 * Everything about one purpose: declaration, verdict, checks, ladder, the failing frames in full, control calls and the
 * command that runs it again; for every cell that planned it, or for the one that is given. Ends with a line feed.
 * @throws UsageError when the run planned no such purpose.
 */
export function showPurpose(
  run: RecordedRun,
  id: PurposeId,
  cell: CellId | null,
  style: TerminalStyle,
): string {
  const planned = outcomesOf(run).flatMap(({ purposes }) => purposes);
  const matching = planned.filter(
    ({ plan }) => plan.purpose.id === id && (cell === null || plan.cell === cell),
  );
  if (matching.length === 0) {
    const where = cell === null ? 'this run' : `cell ${visibleText(cell, 80)} of this run`;
    throw new UsageError('show.unknown-purpose', `${visibleText(id, 120)} was not planned in ${where}`, {
      hint: 'touchstone list names the purposes; the record is that of reports/latest unless another run is given',
    });
  }
  return `${matching.map(purpose => purposeText(run, purpose, style)).join('\n\n')}\n`;
}

function purposeText(run: RecordedRun, purpose: PurposeOutcome, style: TerminalStyle): string {
  const record = recordOf(run, purpose);
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ['', declarationLines(purpose, style)],
    ['CHECKS', checkLines(purpose, style)],
    ['WHAT THE SUT LAST WROTE', lastWordsOf(purpose.result).map(line => `    ${line}`)],
    ['FINDINGS BETWEEN MESSAGES', findingLines(purpose, style)],
    ['LADDER', record.frames.length + record.control.length > 0 ? ladderText(record.ladder, style) : []],
    ...failingFrames(record).map(([title, frame]) => [title, frameLines(frame, style)] as const),
    [
      'CONTROL',
      record.control.map(event => `${(event.at / 1000).toFixed(3).padStart(9)} s  ${controlText(event)}`),
    ],
    ['KEYS', keyLogLines(record)],
    ['REPRODUCE', [style.info(reproduceCommand(run.header, purpose.plan))]],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [...(title === '' ? [] : [style.bold(title)]), ...lines].join('\n'))
    .join('\n\n');
}

/** With what the datagrams can be read elsewhere. */
function keyLogLines({ keyLog }: PurposeRecord): readonly string[] {
  if (keyLog === null) return [];
  return [`    NSS key log, for Wireshark: ${keyLog}, in the folder of the run`];
}

function declarationLines(purpose: PurposeOutcome, style: TerminalStyle): readonly string[] {
  const { plan, result, why } = purpose;
  const { title, requirements, clause, ets, twin, when, needs, revision } = plan.purpose;
  const applicability = APPLICABILITY_WORDS[result?.applicability ?? plan.applicability];
  const rows: readonly (readonly [name: string, value: string])[] = [
    ['requirement', requirements.join(', ')],
    ['clause', clause],
    ['ETS', ets.join(', ')],
    ['twin', twin ?? ''],
    ['condition', when ?? ''],
    ['needs', needs.join(', ')],
    ['selection', `${applicability} (${plan.why})`],
    ['revision', String(revision)],
    ['endpoint', result?.endpoint ?? ''],
    ['took', result === null ? '' : formatDuration(result.durationMs)],
    ['because', why],
  ];
  return [
    headline(purpose, style),
    `    ${visibleText(title)}`,
    ...rows.flatMap(([name, value]) =>
      value === '' ? [] : [`    ${style.dim(name.padEnd(11))}  ${visibleText(value, 300)}`],
    ),
  ];
}

function checkLines({ result }: PurposeOutcome, style: TerminalStyle): readonly string[] {
  return (result?.checks ?? []).flatMap(check => {
    if (check.outcome === 'fail') return failedCheckLines(check, style);
    const name = visibleText(check.id.slice(check.id.indexOf('/') + 1), 120);
    const frame = check.frame === null ? '' : style.dim(`  (frame ${check.frame})`);
    const reported = check.source === 'sut-reported' ? style.dim('  (SUT-reported)') : '';
    const mark = check.outcome === 'pass' ? style.good('✓ PASS') : style.dim('· RECORDED');
    return [`    ${mark} ${name}  ${style.dim(visibleText(check.received, 120))}${frame}${reported}`];
  });
}

/** What no check of this purpose may be about, and what was seen all the same. */
function findingLines({ result }: PurposeOutcome, style: TerminalStyle): readonly string[] {
  return (result?.findings ?? []).map(({ level, code, message, clause, frame }) => {
    const where = frame === null ? clause : `${clause}, frame ${frame}`;
    return `    ${style.warn(`! ${level.toUpperCase()}`)} ${visibleText(code, 80)}  ${visibleText(message, 300)} ${style.dim(`(${visibleText(where, 120)})`)}`;
  });
}

/** Each datagram that a failed check judges, and what it answers, once. */
function failingFrames({
  evidence,
}: PurposeRecord): readonly (readonly [title: string, frame: DecodedFrame])[] {
  const shown = new Map<number, readonly [string, DecodedFrame]>();
  for (const { stimulus, judged } of evidence) {
    if (stimulus !== null && !shown.has(stimulus.frame.number)) {
      shown.set(stimulus.frame.number, [`FRAME ${stimulus.frame.number}, what was sent`, stimulus]);
    }
    if (judged !== null)
      shown.set(judged.frame.number, [`FRAME ${judged.frame.number}, judged as failing`, judged]);
  }
  return [...shown.values()];
}

function frameLines(decoded: DecodedFrame, style: TerminalStyle): readonly string[] {
  const { message, records, bytes, deviations, label } = decoded;
  const payload = message === null ? null : viewPayload(message);
  const fields = records === null ? (message === null ? [] : messageFields(message)) : dtlsFields(records);
  return [
    `    ${label}`,
    ...deviations.map(({ message: text, clause, offset }) =>
      style.warn(`    ! byte ${offset}: ${visibleText(text, 300)} (${clause})`),
    ),
    ...fields.map(([name, value]) => `    ${style.dim(name.padEnd(15))} ${value}`),
    ...(payload === null ? [] : [`    ${style.dim('Payload'.padEnd(15))} ${payload.format}`]),
    ...(payload?.lines ?? []).map(line => `      ${line}`),
    '',
    ...hexDump(bytes).map(line => `    ${style.dim(line)}`),
  ];
}
