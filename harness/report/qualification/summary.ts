import type { QualificationDocument } from '../../qualify/qualification-document.ts';
import { formatDuration, type TerminalStyle } from '../terminal-style.ts';

/** What a qualification found, for a terminal: the figures, then everything that speaks against the tester. */
export function qualificationSummary(document: QualificationDocument, style: TerminalStyle): string {
  const { mutants, killed, purposes, idlePurposes, variants, falseAlarms, durationMs } = document;
  const figures = [
    ['mutants', `${killed} of ${mutants} killed by every check that was expected to`],
    ['purposes', `${purposes - idlePurposes.length} of ${purposes} kill at least one mutant`],
    ['variants', `${variants} legal variants, ${falseAlarms.length} false alarms`],
    ['time', formatDuration(durationMs)],
  ] as const;
  const sections = troubles(document).filter(({ lines }) => lines.length > 0);
  const verdict = sections.length === 0 ? style.good('✓ QUALIFIED') : style.bad('✗ NOT QUALIFIED');
  return [
    '',
    ...figures.map(([name, text]) => `${name.padEnd(10)}${text}`),
    ...sections.flatMap(({ title, lines }) => ['', style.bad(title), ...lines.map(line => `  ${line}`)]),
    '',
    `${verdict}${document.partial ? style.dim('  (a part only: --only)') : ''}`,
    '',
  ].join('\n');
}

function troubles(document: QualificationDocument): readonly { title: string; lines: readonly string[] }[] {
  const { mutantRows, idlePurposes, falseAlarms, errors } = document;
  const fated = (fate: string): string[] =>
    mutantRows
      .filter(row => row.fate === fate)
      .flatMap(({ id, defect, missed }) => [
        `${id}: ${defect}`,
        ...missed.map(({ check, reason, instead }) => `  ${check} (${reason}): ${instead}`),
      ]);
  return [
    { title: 'Survivors', lines: fated('survived') },
    { title: 'Killed by another check than the expected one', lines: fated('wrong-reason') },
    { title: 'Purposes that kill nothing', lines: idlePurposes },
    {
      title: 'False alarms on legal variants',
      lines: falseAlarms.map(({ variant, purpose, what }) => `${variant}  ${purpose}  ${what}`),
    },
    {
      title: 'Errors of the harness',
      lines: errors.map(
        ({ subject, purpose, reason, message }) => `${subject}  ${purpose ?? ''}  ${reason}: ${message}`,
      ),
    },
  ];
}
