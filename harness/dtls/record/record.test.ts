import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { concat } from '../bytes/write.ts';
import { ContentType } from '../registry.ts';
import { CbcProtection } from './cbc-protection.ts';
import { CcmProtection } from './ccm-protection.ts';
import type { RecordProtection } from './protection.ts';
import { decodeDatagram, encodeRecord } from './record-codec.ts';
import type { RecordHeader, WireRecord } from './record-header.ts';
import { ReplayWindow } from './replay-window.ts';

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const ID_LENGTH = 5;

const headers: fc.Arbitrary<RecordHeader> = fc
  .record({
    type: fc.constantFrom(20, 21, 22, 23, ContentType.connectionId),
    version: fc.constantFrom(0xfefd, 0xfeff),
    epoch: fc.nat(0xffff),
    sequence: fc.nat(2 ** 48 - 1),
    connectionId: bytes(ID_LENGTH),
  })
  .map(header =>
    header.type === ContentType.connectionId ? header : { ...header, connectionId: new Uint8Array(0) },
  );

const records: fc.Arbitrary<WireRecord> = fc
  .tuple(headers, fc.uint8Array({ maxLength: 80 }))
  .map(([header, fragment]) => ({ ...header, fragment }));

describe('decodeDatagram', () => {
  test('reads what encodeRecord writes, any number of records in a datagram', () => {
    fc.assert(
      fc.property(fc.array(records, { minLength: 1, maxLength: 5 }), written => {
        const datagram = concat(...written.map(encodeRecord));
        expect(decodeDatagram(datagram, ID_LENGTH)).toEqual({ records: written, deviations: [] });
      }),
    );
  });

  test('never throws, and says why where it stops', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(20), (datagram, idLength) => {
        const { records: read, deviations } = decodeDatagram(datagram, idLength);
        const length = read.reduce(
          (sum, record) => sum + encodeRecord({ ...record, connectionId: record.connectionId }).length,
          0,
        );
        expect(deviations.length > 0 || length === datagram.length).toBe(true);
      }),
    );
  });
});

const PROTECTIONS: readonly (readonly [string, RecordProtection])[] = [
  ['AES-128-CCM-8', new CcmProtection(randomBytes(16), randomBytes(4))],
  ['AES-128-CBC, MAC inside', cbc(false)],
  ['AES-128-CBC, MAC outside', cbc(true)],
];

function cbc(encryptThenMac: boolean): RecordProtection {
  return new CbcProtection({ key: randomBytes(16), macKey: randomBytes(32), encryptThenMac }, randomBytes);
}

describe.each(PROTECTIONS)('%s', (_, protection) => {
  const content = fc.uint8Array({ maxLength: 100 });

  test('opens what it seals, within the expansion that it tells', () => {
    fc.assert(
      fc.property(headers, content, (header, plain) => {
        const plaintext = {
          type: header.type === ContentType.connectionId ? 23 : header.type,
          content: plain,
        };
        const sealed = protection.seal(header, plaintext);
        expect(sealed.length).toBeLessThanOrEqual(plain.length + protection.expansion);
        expect(protection.open(header, sealed)).toEqual(plaintext);
      }),
    );
  });

  test('opens nothing of which a bit was changed, in content or header', () => {
    fc.assert(
      fc.property(headers, content, fc.nat(), fc.nat(7), (header, plain, place, bit) => {
        const sealed = protection.seal(header, { type: 23, content: plain });
        const flipped = sealed.slice();
        const index = place % flipped.length;
        flipped[index] = (flipped[index] ?? 0) ^ (1 << bit);
        expect(protection.open(header, flipped)).toBeNull();
        expect(protection.open({ ...header, sequence: header.sequence ^ 1 }, sealed)).toBeNull();
        expect(protection.open({ ...header, version: header.version ^ 1 }, sealed)).toBeNull();
      }),
    );
  });

  test('never throws on anything else', () => {
    fc.assert(
      fc.property(headers, fc.uint8Array({ maxLength: 120 }), (header, fragment) => {
        expect(protection.open(header, fragment)).toBeNull();
      }),
    );
  });
});

describe('ReplayWindow', () => {
  test('takes every number once, and none that is 64 or more below the highest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(200), { maxLength: 150 }), sequences => {
        const window = new ReplayWindow();
        const taken = new Set<number>();
        for (const sequence of sequences) {
          const highest = Math.max(-1, ...taken);
          const expected =
            sequence > highest
              ? 'newest'
              : highest - sequence >= 64
                ? 'too-old'
                : taken.has(sequence)
                  ? 'replayed'
                  : 'fresh';
          expect(window.judge(sequence)).toBe(expected);
          if (expected === 'newest' || expected === 'fresh') {
            window.take(sequence);
            taken.add(sequence);
          }
        }
      }),
    );
  });
});
