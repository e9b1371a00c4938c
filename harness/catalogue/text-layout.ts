/** Columns that terminal texts of the catalogue keep to. */
export const TEXT_WIDTH = 100;

/**
 * Breaks a text between words so that no line is longer than `width` characters (a longer word stands alone), and
 * puts `first` before the first line and as many blanks before the others.
 */
export function wrapText(text: string, first = '', width = TEXT_WIDTH): string {
  const room = Math.max(1, width - first.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(part => part !== '')) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  lines.push(line);
  return lines.map((each, index) => `${index === 0 ? first : ' '.repeat(first.length)}${each}`).join('\n');
}

/** Rows as aligned columns, two blanks apart, nothing after the last character of a row. */
export function alignColumns(
  rows: readonly (readonly string[])[],
  alignRight: ReadonlySet<number> = new Set(),
): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return rows.map(row =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return alignRight.has(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd(),
  );
}
