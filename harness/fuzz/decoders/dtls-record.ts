import { concat } from '../../dtls/bytes/write.ts';
import { decodeDatagram, encodeRecord } from '../../dtls/record/record-codec.ts';
import { readingOf } from '../engine/judge.ts';
import type { FuzzTarget } from '../engine/target.ts';
import { hexWords } from '../words.ts';

const ID_LENGTHS = [0, 8];

const readings = ID_LENGTHS.map(length =>
  readingOf({
    label: `connection ids of ${length} bytes`,
    decode: bytes => {
      const { records, deviations } = decodeDatagram(bytes, length);
      return { value: records.length === 0 ? null : records, deviations };
    },
    encode: records => concat(new Uint8Array(0), ...records.map(encodeRecord)),
  }),
);

/** An alert in the clear, a ChangeCipherSpec with a Finished behind it, data with a connection id. */
const DATAGRAMS = hexWords(
  '15fefd000000000000000000020100',
  '14fefd000000000000000400010116fefd0001000000000000000400010203',
  '19fefd00010000000000010102030405060708000401020304',
);

export const target: FuzzTarget = {
  name: 'dtls-record',
  title: 'records of a DTLS 1.2 datagram (RFC 6347 §4.1, RFC 9146 §4)',
  readings,
  seeds: DATAGRAMS.flatMap(payload => readings.map((_, reading) => ({ reading, payload }))),
  dictionary: hexWords(
    '14fefd',
    '15fefd',
    '16fefd',
    '16feff',
    '17fefd',
    '19fefd',
    '0000',
    '0001',
    '4000',
    'ffff',
  ),
};
