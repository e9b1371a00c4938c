import { stripVTControlCharacters } from 'node:util';
import type { LogLine } from './log-ring.ts';

/** Enough for a stack trace of Java or a report of AddressSanitizer, whose first lines say the most. */
const LINES = 40;
const CHARACTERS = 4_000;
const LINE_LENGTH = 500;

/**
 * The last of these lines, oldest first: without blank ones and colours, with spaces for tabs, the long ones cut. Bounded in all,
 * whatever a SUT writes; what else is not printable is left to whoever shows it.
 * @param count at most, and never more than 40; together they have no more than 4,000 characters.
 */
export function lastWords(lines: readonly LogLine[], count = LINES): readonly LogLine[] {
  const last: LogLine[] = [];
  let room = CHARACTERS;
  for (const { source, text } of lines.toReversed()) {
    const plain = stripVTControlCharacters(text).replaceAll('\t', '    ').trimEnd();
    if (plain === '') continue;
    const shown = plain.length > LINE_LENGTH ? `${plain.slice(0, LINE_LENGTH - 1)}…` : plain;
    room -= shown.length;
    if (room < 0 || last.length >= Math.min(count, LINES)) break;
    last.push({ source, text: shown });
  }
  return last.reverse();
}
