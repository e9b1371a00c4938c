const BYTES_PER_LINE = 16;
const MAX_BYTES = 4096;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
/** Before each column: none before the first, two blanks in the middle. */
const COLUMN_GAPS = Array.from({ length: BYTES_PER_LINE }, (_, column) =>
  column === 0 ? '' : column === BYTES_PER_LINE / 2 ? '  ' : ' ',
);

/** `0000  44 02 10 01 …  |D...|`, one string a line. A very long datagram is cut with a note. */
export function hexDump(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  const shown = bytes.subarray(0, MAX_BYTES);
  for (let offset = 0; offset < shown.length; offset += BYTES_PER_LINE) {
    let columns = '';
    let ascii = '';
    for (let index = offset; index < Math.min(offset + BYTES_PER_LINE, shown.length); index += 1) {
      const byte = shown[index] ?? 0;
      columns += `${COLUMN_GAPS[index - offset]}${HEX[byte]}`;
      ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
    }
    lines.push(`${offset.toString(16).padStart(4, '0')}  ${columns.padEnd(3 * BYTES_PER_LINE)}  |${ascii}|`);
  }
  if (bytes.length > MAX_BYTES) lines.push(`… ${bytes.length - MAX_BYTES} more bytes`);
  return lines;
}
