/** Header of a record (RFC 6347 §4.1; with a connection id RFC 9146 §4). */
export interface RecordHeader {
  /** As it stands on the wire: `ContentType.connectionId` for a record with one. */
  readonly type: number;
  readonly version: number;
  readonly epoch: number;
  /** 48 bits. */
  readonly sequence: number;
  /** Empty on a record without one. */
  readonly connectionId: Uint8Array;
}

/** A record as it stands in a datagram. */
export interface WireRecord extends RecordHeader {
  /** Plaintext in epoch 0, ciphertext later; a view of the datagram. */
  readonly fragment: Uint8Array;
}

/** Bytes in front of the fragment of a record without connection id. */
export const HEADER_LENGTH = 13;
/** RFC 5246 §6.2.3: 2^14 and what encryption adds. */
export const MOST_FRAGMENT = 2 ** 14 + 2048;
