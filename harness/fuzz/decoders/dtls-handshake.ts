import { concat } from '../../dtls/bytes/write.ts';
import { decodeFragments, encodeFragment } from '../../dtls/handshake/fragment-codec.ts';
import { decodeHandshake, encodeHandshake } from '../../dtls/handshake/handshake-codec.ts';
import type { HandshakeReading } from '../../dtls/handshake/handshake-message.ts';
import { readingOf } from '../engine/judge.ts';
import type { Reading } from '../engine/law.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { hexWords } from '../words.ts';

const WAYS: readonly HandshakeReading[] = [
  { method: 'psk', certificate: 'x509' },
  { method: 'ecdhe', certificate: 'x509' },
  { method: 'ecdhe', certificate: 'raw-public-key' },
];

/** The first byte is the type, the rest the body. */
const messages: readonly Reading[] = WAYS.map(way =>
  readingOf({
    label: `message, ${way.method}, ${way.certificate}`,
    decode: bytes => {
      const { message, deviations } = decodeHandshake({ type: bytes[0] ?? 0, body: bytes.subarray(1) }, way);
      return { value: message, deviations };
    },
    encode: message => {
      const { type, body } = encodeHandshake(message);
      return concat(Uint8Array.of(type), body);
    },
  }),
);

const fragments = readingOf({
  label: 'fragments of a record',
  decode: bytes => {
    const decoded = decodeFragments(bytes);
    return {
      value: decoded.fragments.length === 0 ? null : decoded.fragments,
      deviations: decoded.deviations,
    };
  },
  encode: all => concat(new Uint8Array(0), ...all.map(encodeFragment)),
});

const RANDOM = '00'.repeat(32);
/** Two hellos, a cookie, a chain, a key, both forms of key exchange, a request, a signature, a Finished; two fragments. */
const MESSAGES = hexWords(
  `01fefd${RANDOM}00000004c0a800ae0100000c000a0004000200170017ff01`,
  `01fefd${RANDOM}00000002c0a80100`,
  `02fefd${RANDOM}00c0ae00000500170000`,
  '03feff0401020304',
  '0b000007000004aabbccdd',
  '0b000003010203',
  '0c000468696e74',
  '0c0300170204050403000201020d',
  '0d01400002040300000d',
  '0e',
  '0f040300020102',
  '100003696431',
  '14000102030405060708090a0b',
);
const FRAGMENTS = hexWords(
  '0100000400000000000000040102030401000004000000000002000002aabb',
  '0e0000000004000000000000',
);

export const target: FuzzTarget = {
  name: 'dtls-handshake',
  title: 'handshake messages and fragments of DTLS 1.2 (RFC 6347 §4.2, RFC 5246 §7.4, RFC 7250, RFC 8422)',
  readings: [...messages, fragments],
  seeds: [
    ...MESSAGES.flatMap(payload => messages.map((_, reading) => ({ reading, payload }))),
    ...FRAGMENTS.map(payload => ({ reading: messages.length, payload })),
  ],
  dictionary: hexWords(
    ...[
      'fefd',
      'feff',
      'c0a8',
      '00ae',
      'c0ae',
      'c023',
      '0017',
      '0016',
      '0036',
      'ff01',
      '0013',
      '0014',
      '000a',
      '000b',
    ],
    ...['0403', '00ff', '000000', '000001', '0100', 'ffff'],
  ),
};
