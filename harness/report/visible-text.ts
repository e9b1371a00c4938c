/**
 * Makes text that a SUT controls safe to show anywhere: control characters, terminal escapes, bidirectional overrides,
 * zero-width characters and lone surrogates become visible (`\x1b`, `\u202e`); letters of every script stay as they are.
 * Line feeds become `\n` in two characters, so that one value stays on one line.
 * @param max longest result in characters; what is cut off is counted.
 */
export function visibleText(text: string, max = 500): string {
  if (text.length <= max && PRINTABLE.test(text)) return text;
  const cut = text.length > max ? text.slice(0, max) : text;
  const shown = cut.toWellFormed().replace(INVISIBLE, escapeOf);
  return cut === text ? shown : `${shown}… (${text.length - max} more characters)`;
}

/** Nearly everything, and told in far less time than what is not. */
const PRINTABLE = /^[ -~]*$/;

// Categories: control, format (bidi, zero width), line and paragraph separators, private use, unassigned.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu;

const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

function escapeOf(character: string): string {
  const named = NAMED.get(character);
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}
