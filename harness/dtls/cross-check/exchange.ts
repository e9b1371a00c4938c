import { sameBytes } from '../bytes/write.ts';

/** What each side says, and how it is known to have arrived. */
export interface Talk {
  /** What we send to a server. */
  readonly ours: Uint8Array;
  /** Whether what a server sent shows that it has understood us. */
  isAnswer(bytes: Uint8Array): boolean;
  /** What we answer a client. */
  answerTo(bytes: Uint8Array): Uint8Array;
}

const OURS = Buffer.from('hello from us\n');
const THEIRS = Buffer.from('hello from them\n');

/** What it is told, it tells back; or what it is made to say. */
const TEXT: Talk = {
  ours: OURS,
  isAnswer: bytes => sameBytes(bytes, OURS) || sameBytes(bytes, THEIRS),
  answerTo: bytes => bytes,
};

const TOKEN = Uint8Array.of(0x54, 0x53);
/** CON GET / with message id 0x1234 (RFC 7252 §3). */
const GET = Uint8Array.of(0x42, 0x01, 0x12, 0x34, ...TOKEN);
const ACKNOWLEDGED_CONTENT = 0x60;
const CONTENT = 0x45;

const COAP: Talk = {
  ours: GET,
  isAnswer: bytes => bytes[1] === CONTENT && sameBytes(bytes.subarray(4, 6), TOKEN),
  answerTo: bytes => {
    const tokenLength = (bytes[0] ?? 0) & 0x0f;
    return Uint8Array.of(
      ...[ACKNOWLEDGED_CONTENT | tokenLength, CONTENT, ...bytes.subarray(2, 4 + tokenLength)],
      ...[0xff, ...OURS],
    );
  },
};

export const TALKS = { text: TEXT, coap: COAP } as const;
