import { stripVTControlCharacters } from 'node:util';
import type { LogLine } from './log-ring.ts';

/** Enough for a stack trace of Java or a report of AddressSanitizer, whose first lines say the most. */
const LINES = 40;
const CHARACTERS = 4_000;
const LINE_LENGTH = 500;
/** Control and format characters (terminal, direction of text), separators of lines, halves of characters, what was no UTF-8. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\ufffd]+/gu;

/**
 * The last of these lines, oldest first: without blank ones, colours and what is not printable, with spaces for tabs, the long
 * ones cut: bounded and harmless, whatever a SUT writes.
 * @param count at most, and never more than 40; together they have no more than 4,000 characters.
 */
export function lastWords(lines: readonly LogLine[], count = LINES): readonly LogLine[] {
  const last: LogLine[] = [];
  let room = CHARACTERS;
  for (const { source, text } of lines.toReversed()) {
    const shown = printable(text);
    if (shown === '') continue;
    room -= shown.length;
    if (room < 0 || last.length >= Math.min(count, LINES)) break;
    last.push({ source, text: shown });
  }
  return last.reverse();
}

/** A run of what is not printable becomes one mark, so that binary output does not hide the rest. */
function printable(text: string): string {
  const plain = stripVTControlCharacters(text)
    .replaceAll('\t', '    ')
    .replace(UNPRINTABLE, '\ufffd')
    .trimEnd();
  return plain.length > LINE_LENGTH ? `${plain.slice(0, LINE_LENGTH - 1).toWellFormed()}…` : plain;
}
