const BYTES_PER_LINE = 16;
const MAX_BYTES = 4096;

/** `0000  44 02 10 01 …  |D...|`, one string a line. A very long datagram is cut with a note. */
export function hexDump(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  const shown = bytes.subarray(0, MAX_BYTES);
  for (let offset = 0; offset < shown.length; offset += BYTES_PER_LINE) {
    const row = [...shown.subarray(offset, offset + BYTES_PER_LINE)];
    const hex = row.map(byte => byte.toString(16).padStart(2, '0'));
    const columns = `${hex.slice(0, 8).join(' ')}  ${hex.slice(8).join(' ')}`.padEnd(3 * BYTES_PER_LINE);
    const ascii = row.map(byte => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${offset.toString(16).padStart(4, '0')}  ${columns}  |${ascii}|`);
  }
  if (bytes.length > MAX_BYTES) lines.push(`… ${bytes.length - MAX_BYTES} more bytes`);
  return lines;
}
