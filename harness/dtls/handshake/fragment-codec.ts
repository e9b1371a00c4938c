import type { Deviation } from '../../coap/message/deviation.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import { concat, uint } from '../bytes/write.ts';
import { dtlsDeviation } from '../dtls-deviations.ts';

/** Part of a handshake message (RFC 6347 §4.2.2). */
export interface HandshakeFragment {
  readonly type: number;
  /** Of the whole body. */
  readonly length: number;
  readonly messageSequence: number;
  readonly offset: number;
  readonly part: Uint8Array;
}

export const FRAGMENT_HEADER = 12;

export interface DecodedFragments {
  readonly fragments: readonly HandshakeFragment[];
  readonly deviations: readonly Deviation[];
}

const CLAUSE = { clause: 'RFC 6347 §4.2.2' };

/** The fragments in one record, of which there may be several. Total. */
export function decodeFragments(content: Uint8Array): DecodedFragments {
  const reader = new ByteReader(content);
  const fragments: HandshakeFragment[] = [];
  const deviations: Deviation[] = [];
  if (content.length === 0) {
    const text = 'A handshake record without content';
    deviations.push(dtlsDeviation('fragment-empty-record', text, 0, { clause: 'RFC 5246 §6.2.1' }));
  }
  while (reader.remaining > 0) {
    const start = reader.offset;
    const type = reader.uint8();
    const length = reader.uint24();
    const messageSequence = reader.uint16();
    const offset = reader.uint24();
    const part = reader.vector24();
    if (reader.overrun) {
      deviations.push(
        dtlsDeviation('fragment-truncated', 'The record ends inside a fragment', start, CLAUSE),
      );
      break;
    }
    if (offset + part.length > length) {
      const text = `A fragment from ${offset} to ${offset + part.length} of a message of ${length} bytes`;
      deviations.push(dtlsDeviation('fragment-outside', text, start, CLAUSE));
      continue;
    }
    fragments.push({ type, length, messageSequence, offset, part });
  }
  return { fragments, deviations };
}

export function encodeFragment({
  type,
  length,
  messageSequence,
  offset,
  part,
}: HandshakeFragment): Uint8Array {
  return concat(
    Uint8Array.of(type),
    uint(3, length),
    uint(2, messageSequence),
    uint(3, offset),
    uint(3, part.length),
    part,
  );
}
