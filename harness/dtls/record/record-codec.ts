import type { Deviation } from '../../coap/message/deviation.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import { concat, uint } from '../bytes/write.ts';
import { dtlsDeviation } from '../dtls-deviations.ts';
import { ContentType } from '../registry.ts';
import { HEADER_LENGTH, MOST_FRAGMENT, type WireRecord } from './record-header.ts';

export interface DecodedDatagram {
  readonly records: readonly WireRecord[];
  readonly deviations: readonly Deviation[];
}

const NO_CONNECTION_ID = new Uint8Array(0);

/**
 * Cuts a datagram into its records (RFC 6347 §4.1). Total: what follows a record that cannot be is left out, and said.
 * @param connectionIdLength bytes of the connection ids that the receiver has given out, which records do not tell (RFC 9146 §4)
 */
export function decodeDatagram(datagram: Uint8Array, connectionIdLength: number): DecodedDatagram {
  const reader = new ByteReader(datagram);
  const records: WireRecord[] = [];
  const deviations: Deviation[] = [];
  if (datagram.length === 0)
    deviations.push(dtlsDeviation('datagram-empty', 'A datagram without a record', 0));
  while (reader.remaining > 0) {
    const start = reader.offset;
    const type = reader.uint8();
    const version = reader.uint16();
    const epoch = reader.uint16();
    const sequence = reader.uint48();
    const connectionId =
      type === ContentType.connectionId ? reader.bytes(connectionIdLength) : NO_CONNECTION_ID;
    const length = reader.uint16();
    const fragment = reader.bytes(length);
    if (reader.overrun) {
      deviations.push(dtlsDeviation('record-truncated', 'The datagram ends inside a record', start));
      break;
    }
    if (length > MOST_FRAGMENT) {
      const message = `A record of ${length} bytes, of which at most ${MOST_FRAGMENT} are allowed`;
      deviations.push(dtlsDeviation('record-too-long', message, start, { clause: 'RFC 5246 §6.2.3' }));
    }
    records.push({ type, version, epoch, sequence, connectionId, fragment });
  }
  return { records, deviations };
}

export function encodeRecord(record: WireRecord): Uint8Array {
  const { type, version, epoch, sequence, connectionId, fragment } = record;
  if (connectionId.length > 0) {
    return concat(
      Uint8Array.of(type),
      uint(2, version),
      uint(2, epoch),
      uint(6, sequence),
      connectionId,
      uint(2, fragment.length),
      fragment,
    );
  }
  const bytes = new Uint8Array(HEADER_LENGTH + fragment.length);
  const view = new DataView(bytes.buffer);
  bytes[0] = type;
  view.setUint16(1, version);
  view.setUint16(3, epoch);
  view.setUint16(5, Math.floor(sequence / 0x1_0000_0000));
  view.setUint32(7, sequence % 0x1_0000_0000);
  view.setUint16(11, fragment.length);
  bytes.set(fragment, HEADER_LENGTH);
  return bytes;
}

/** Connection id of the first record, where it has one: what tells the association of a datagram (RFC 9146 §6). */
export function leadingConnectionId(datagram: Uint8Array, length: number): Uint8Array | null {
  if (length === 0 || datagram[0] !== ContentType.connectionId) return null;
  const start = HEADER_LENGTH - 2;
  return datagram.length < start + length ? null : datagram.subarray(start, start + length);
}
