import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeFragments, encodeFragment } from './fragment-codec.ts';
import { fragmentsOf } from './fragmenter.ts';
import { decodeHandshake, encodeHandshake } from './handshake-codec.ts';
import type { HandshakeMessage, HandshakeReading } from './handshake-message.ts';
import { Reassembler } from './reassembler.ts';

const blob = (max: number, min = 0) => fc.uint8Array({ minLength: min, maxLength: max });
const random = blob(32, 32);
const uint16 = fc.nat(0xffff);
const extensions = fc.option(
  fc.uniqueArray(fc.record({ type: uint16, data: blob(20) }), { selector: ({ type }) => type, maxLength: 5 }),
);

const ECDHE: HandshakeReading = { method: 'ecdhe', certificate: 'x509' };
const PSK: HandshakeReading = { method: 'psk', certificate: 'raw-public-key' };

const messages: fc.Arbitrary<readonly [HandshakeMessage, HandshakeReading]> = fc.oneof(
  fc
    .record({
      kind: fc.constant('client-hello' as const),
      ...{ version: uint16, random, sessionId: blob(32), cookie: blob(255) },
      suites: fc.array(uint16, { minLength: 1, maxLength: 8 }),
      compressions: fc.array(fc.nat(255), { maxLength: 3 }).map(others => [0, ...others]),
      extensions,
    })
    .map(as(ECDHE)),
  fc
    .record({
      kind: fc.constant('server-hello' as const),
      ...{
        version: uint16,
        random,
        sessionId: blob(32),
        suite: uint16,
        compression: fc.nat(255),
        extensions,
      },
    })
    .map(as(ECDHE)),
  fc
    .record({ kind: fc.constant('hello-verify-request' as const), version: uint16, cookie: blob(255, 1) })
    .map(as(PSK)),
  fc
    .record({
      kind: fc.constant('certificate' as const),
      type: fc.constant('x509' as const),
      chain: fc.array(blob(40)),
    })
    .map(as(ECDHE)),
  fc
    .record({
      kind: fc.constant('certificate' as const),
      type: fc.constant('raw-public-key' as const),
      spki: blob(91),
    })
    .map(as(PSK)),
  fc
    .record({
      kind: fc.constant('server-key-exchange' as const),
      method: fc.constant('psk' as const),
      hint: blob(30),
    })
    .map(as(PSK)),
  fc
    .record({
      kind: fc.constant('server-key-exchange' as const),
      method: fc.constant('ecdhe' as const),
      ...{ curveType: fc.nat(255), curve: uint16, point: blob(65), algorithm: uint16, signature: blob(72) },
    })
    .map(as(ECDHE)),
  fc
    .record({
      kind: fc.constant('certificate-request' as const),
      types: fc.array(fc.nat(255), { minLength: 1, maxLength: 4 }),
      algorithms: fc.array(uint16, { maxLength: 4 }),
      authorities: fc.array(blob(20), { maxLength: 3 }),
    })
    .map(as(ECDHE)),
  fc
    .record({
      kind: fc.constant('client-key-exchange' as const),
      method: fc.constant('psk' as const),
      identity: blob(60),
    })
    .map(as(PSK)),
  fc
    .record({
      kind: fc.constant('client-key-exchange' as const),
      method: fc.constant('ecdhe' as const),
      point: blob(65),
    })
    .map(as(ECDHE)),
  fc
    .record({ kind: fc.constant('certificate-verify' as const), algorithm: uint16, signature: blob(72) })
    .map(as(ECDHE)),
  fc.record({ kind: fc.constant('finished' as const), verifyData: blob(12, 12) }).map(as(PSK)),
);

function as(reading: HandshakeReading) {
  return (message: HandshakeMessage) => [message, reading] as const;
}

describe('handshake messages', () => {
  test('are read as they were written', () => {
    fc.assert(
      fc.property(messages, ([message, reading]) => {
        expect(decodeHandshake(encodeHandshake(message), reading)).toEqual({ message, deviations: [] });
      }),
      { numRuns: 500 },
    );
  });

  test('that are cut off anywhere are no messages, but those that are nothing but bytes', () => {
    fc.assert(
      fc.property(messages, fc.nat(), ([message, reading], cut) => {
        const { type, body } = encodeHandshake(message);
        if (body.length === 0) return;
        const length = cut % body.length;
        const decoded = decodeHandshake({ type, body: body.subarray(0, length) }, reading);
        // A hello may end where its extensions would begin.
        if (decoded.message?.kind.endsWith('-hello'))
          expect(decoded.message).toMatchObject({ extensions: null });
        else if (message.kind !== 'finished') expect(decoded.message).toBeNull();
        expect(decoded.message !== null || decoded.deviations.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('never throw, whatever the bytes', () => {
    const reading = fc.constantFrom(PSK, ECDHE);
    fc.assert(
      fc.property(fc.nat(255), blob(150), reading, (type, body, way) => {
        const { message, deviations } = decodeHandshake({ type, body }, way);
        expect(message !== null || deviations.length > 0).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('fragments', () => {
  test('give the messages again, in order, whatever their size, order and repetition', () => {
    const flight = fc.array(fc.record({ type: fc.nat(255), body: blob(120) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        flight,
        fc.array(fc.integer({ min: 13, max: 80 }), { minLength: 2, maxLength: 2 }),
        fc.infiniteStream(fc.nat()),
        (all, rooms, order) => {
          const pieces = rooms.flatMap(room =>
            all.flatMap((message, index) => fragmentsOf(message, index, room).map(encodeFragment)),
          );
          const shuffled = pieces
            .map(piece => ({ piece, key: order.next().value as number }))
            .toSorted((a, b) => a.key - b.key)
            .map(({ piece }) => piece);
          const reassembler = new Reassembler();
          const whole: { type: number; body: Uint8Array }[] = [];
          for (const fragment of shuffled.flatMap(piece => decodeFragments(piece).fragments)) {
            reassembler.add(fragment, 0);
            for (let next = reassembler.take(); next !== null; next = reassembler.take()) {
              whole.push({ type: next.type, body: next.body });
            }
          }
          expect(whole).toEqual(all);
        },
      ),
    );
  });

  test('that contradict each other, or are far ahead, are not taken', () => {
    const reassembler = new Reassembler();
    const fragment = { type: 1, length: 4, messageSequence: 0, offset: 0, part: Uint8Array.of(1, 2) };
    expect(reassembler.add(fragment, 0)).toBe('taken');
    expect(reassembler.add({ ...fragment, length: 5 }, 0)).toBe('contradictory');
    expect(reassembler.add({ ...fragment, type: 2 }, 0)).toBe('contradictory');
    expect(reassembler.add(fragment, 1)).toBe('contradictory');
    expect(reassembler.add({ ...fragment, messageSequence: 11 }, 0)).toBe('refused');
    expect(reassembler.add({ ...fragment, length: 100_000 }, 0)).toBe('refused');
    expect(reassembler.add({ ...fragment, offset: 2, part: Uint8Array.of(3, 4) }, 0)).toBe('taken');
    expect(reassembler.take()).toMatchObject({ body: Uint8Array.of(1, 2, 3, 4), messageSequence: 0 });
    expect(reassembler.add(fragment, 0)).toBe('retransmitted');
  });
});
