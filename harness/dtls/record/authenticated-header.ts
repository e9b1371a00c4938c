import { concat, uint } from '../bytes/write.ts';
import { ContentType } from '../registry.ts';
import type { Plaintext } from './protection.ts';
import type { RecordHeader } from './record-header.ts';

const PLACEHOLDER = new Uint8Array(8).fill(0xff);

/**
 * What is authenticated before the content: of an ordinary record RFC 5246 §6.2.3.3 with epoch and sequence number for the
 * sequence number (RFC 6347 §4.1.2.1); of one with a connection id RFC 9146 §5.
 */
export function authenticatedHeader(header: RecordHeader, length: number): Uint8Array {
  const { type, version, epoch, sequence, connectionId } = header;
  if (type !== ContentType.connectionId) {
    const bytes = new Uint8Array(13);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, epoch);
    view.setUint16(2, Math.floor(sequence / 0x1_0000_0000));
    view.setUint32(4, sequence % 0x1_0000_0000);
    bytes[8] = type;
    view.setUint16(9, version);
    view.setUint16(11, length);
    return bytes;
  }
  return concat(
    PLACEHOLDER,
    Uint8Array.of(ContentType.connectionId, connectionId.length, ContentType.connectionId),
    uint(2, version),
    uint(2, epoch),
    uint(6, sequence),
    connectionId,
    uint(2, length),
  );
}

/** What is encrypted: with a connection id the real type follows the content (RFC 9146 §4). */
export function innerPlaintext(header: RecordHeader, { type, content }: Plaintext): Uint8Array {
  return header.type === ContentType.connectionId ? concat(content, Uint8Array.of(type)) : content;
}

/** The content and its real type, or null when there is none behind the padding. */
export function fromInnerPlaintext(header: RecordHeader, inner: Uint8Array): Plaintext | null {
  if (header.type !== ContentType.connectionId) return { type: header.type, content: inner };
  let end = inner.length;
  while (end > 0 && inner[end - 1] === 0) end -= 1;
  const type = inner[end - 1];
  return type === undefined ? null : { type, content: inner.subarray(0, end - 1) };
}
