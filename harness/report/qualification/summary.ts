import { ExitCode } from '../../errors/touchstone-error.ts';
import type { QualificationDocument } from '../../qualify/qualification.schema.ts';
import { formatDuration, type TerminalStyle, wrap } from '../terminal-style.ts';
import { visibleText } from '../visible-text.ts';
import { type Trouble, type TroubleItem, troublesOf } from './troubles.ts';
import { figuresOf, verdictOf } from './verdict.ts';

/** Of each kind; the page has them all. */
const SHOWN_ITEMS = 8;
const SHOWN_DETAILS = 3;
/** Purposes that kill nothing need no more than their id, so that more of them have room. */
const SHOWN_IDS = 24;
const DETAIL_LENGTH = 300;

/**
 * What a qualification found, for a terminal: the figures, everything that speaks against the tester, the exit code.
 * Ends with a line feed.
 * @param page where the whole of it can be read.
 */
export function qualificationSummary(
  document: QualificationDocument,
  page: string,
  style: TerminalStyle,
): string {
  const { durationMs, partial } = document;
  const figures = [...figuresOf(document), ['time', formatDuration(durationMs)] as const];
  const { tone, reason } = verdictOf(document);
  const dress = { good: style.good, bad: style.bad, warn: style.warn }[tone];
  const verdict = `${tone === 'bad' ? '✗' : '✓'} exit ${document.qualified ? ExitCode.ok : ExitCode.harnessBug}`;
  const blocks = [
    figures.map(([name, text]) => `${style.bold(name.toUpperCase().padEnd(10))}${text}`),
    ...troublesOf(document).map(trouble => troubleLines(trouble, page, style)),
    [
      ...(partial ? ['The selection was narrowed with --only: this is not a complete qualification.'] : []),
      ...wrapped(reason, `${verdict}  `, style).map((line, index) =>
        index === 0 ? line.replace(verdict, dress(style.bold(verdict))) : line,
      ),
      `report  ${page}`,
    ],
  ];
  return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
}

function troubleLines(
  { name, title, meaning, count, items }: Trouble,
  page: string,
  style: TerminalStyle,
): string[] {
  const shown = name === 'idle-purposes' ? SHOWN_IDS : SHOWN_ITEMS;
  const more = items.length > shown ? [`  … and ${items.length - shown} more: ${page}#${name}`] : [];
  const listed = items.slice(0, shown);
  return [
    `${style.bad(style.bold(title.toUpperCase()))}  ${count}`,
    ...wrapped(meaning, '', style).map(style.dim),
    ...(name === 'idle-purposes'
      ? wrap(listed.map(({ about }) => about?.id ?? '').join(' '), style.columns - 2).map(line => `  ${line}`)
      : listed.flatMap(item => itemLines(item, style))),
    ...more,
  ];
}

function itemLines({ about, text, details }: TroubleItem, style: TerminalStyle): readonly string[] {
  const id = about?.id ?? '';
  const more = details.length - SHOWN_DETAILS;
  return [
    ...wrapped(`${id}  ${text}`.trim(), '  ', style).map((line, index) =>
      index === 0 ? line.replace(id, style.bold(id)) : line,
    ),
    ...details
      .slice(0, SHOWN_DETAILS)
      .flatMap(detail => wrapped(visibleText(detail, DETAIL_LENGTH), '      ', style)),
    ...(more > 0 ? [`      … and ${more} more`] : []),
  ];
}

/** `first` before the first line, and as many blanks before the others. */
function wrapped(text: string, first: string, style: TerminalStyle): string[] {
  const lines = wrap(text, style.columns - first.length);
  return lines.map((line, index) => `${index === 0 ? first : ' '.repeat(first.length)}${line}`);
}
