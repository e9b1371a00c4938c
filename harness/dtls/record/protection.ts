import type { RecordHeader } from './record-header.ts';

/** Content of a record in the clear: the real type, also where the wire shows a connection id. */
export interface Plaintext {
  readonly type: number;
  readonly content: Uint8Array;
}

/** Keys of one direction of one epoch at work. */
export interface RecordProtection {
  /** Fragment for the wire. The header is the one that will be written, with the wire's type. */
  seal(header: RecordHeader, plaintext: Plaintext): Uint8Array;
  /** Null when it is not authentic. */
  open(header: RecordHeader, fragment: Uint8Array): Plaintext | null;
  /** Most bytes that sealing adds to a content, without the header. */
  readonly expansion: number;
}

/** Where the bytes come from that must not repeat. */
export type RandomBytes = (length: number) => Uint8Array;
