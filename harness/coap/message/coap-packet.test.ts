/** Differential test against coap-packet, an independent codec. */
import { describe, expect, test } from '@jest/globals';
import { generate, type OptionName, type Packet, type ParsedPacket, parse } from 'coap-packet';
import fc from 'fast-check';
import { MALFORMED_DATAGRAMS } from '../../../fixtures/vectors/coap-malformed.ts';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { mutated } from '../../property/mutated.arbitrary.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { wellFormedMessage } from './message.arbitrary.ts';
import type { CoapMessage } from './message.ts';
import { OPTION_DEFINITIONS } from './option-registry.ts';

const MAX_SIZE = 10_000_000;

/** Option numbers as text: coap-packet takes them instead of names, and its types do not say so. */
function packetOf({ type, code, messageId, token, options, payload }: CoapMessage): Packet {
  return {
    code,
    messageId,
    confirmable: type === 'CON',
    ack: type === 'ACK',
    reset: type === 'RST',
    token: Buffer.from(token),
    options: options.map(({ number, value }) => ({
      name: String(number) as OptionName,
      value: Buffer.from(value),
    })),
    payload: Buffer.from(payload),
  };
}

/** Names by which coap-packet calls option numbers; others it writes as digits. */
const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...OPTION_DEFINITIONS.map(({ name, number }): [string, number] => [name, number]),
  ['OCF-Accept-Content-Format-Version', 2049],
  ['OCF-Content-Format-Version', 2053],
]);

function messageOf({ code, confirmable, ack, reset, messageId, token, options, payload }: ParsedPacket) {
  return {
    type: confirmable ? 'CON' : ack ? 'ACK' : reset ? 'RST' : 'NON',
    code,
    messageId,
    token: new Uint8Array(token),
    options: options.map(({ name, value }) => ({
      number: NUMBERS.get(String(name)) ?? Number(name),
      value: new Uint8Array(value),
    })),
    payload: new Uint8Array(payload),
  };
}

function theirReading(bytes: Uint8Array): ReturnType<typeof messageOf> | null {
  try {
    return messageOf(parse(Buffer.from(bytes)));
  } catch {
    return null;
  }
}

/** Deviations that coap-packet never objects to, with what is missing there. */
const NEVER_SEEN: Readonly<Record<string, string>> = Object.fromEntries([
  ...of('code classes are not looked at', ['code-class']),
  ...of('types and codes are not compared', ['reset-not-empty', 'ack-with-request', 'non-confirmable-empty']),
  ...of('the sum of the deltas has no limit', ['option-number']),
  ...of('the marker is read as the start of nothing', ['payload-empty']),
  ...of('options are not looked at', [
    'option-reserved',
    'option-length',
    'option-repeated',
    'option-misplaced',
    'uint-leading-zero',
    'string-utf8',
    'string-normalization',
    'path-dot-segment',
    'hop-limit-zero',
  ]),
  ...of('code, options and payload are not compared', [
    'payload-undefined',
    'diagnostic-utf8',
    'valid-without-etag',
    'valid-with-payload',
    'etag-repeated',
    'proxy-uri-with-uri',
    'continue-with-payload',
    'observe-action',
    'observe-in-error',
    'block-size-reserved',
    'block-more-in-request',
    'block-payload-size',
    'oscore-flags',
    'oscore-value',
    'oscore-without-payload',
  ]),
]);

function of(reason: string, codes: readonly string[]): [string, string][] {
  return codes.map(code => [`coap.${code}`, reason]);
}

/** Titles of `coap-malformed.ts` where it objects to the deviation in other datagrams, but not in this one. */
const NOT_SEEN: Readonly<Record<string, string>> = {
  'token length 9, with nine bytes there': 'tokens of 9–12 bytes are taken as they come',
  'token length 12 in a Reset that carries a response': 'tokens of 9–12 bytes are taken as they come',
  'token of four bytes with three there': 'the token is cut without a word',
  'option value of two bytes with one there, after a sound option': 'the value is cut without a word',
};

describe('the codec and coap-packet', () => {
  test('produce the same bytes for every well-formed message', () => {
    fc.assert(
      fc.property(wellFormedMessage, message => {
        expect(encodeMessage(message)).toEqual(new Uint8Array(generate(packetOf(message), MAX_SIZE)));
      }),
    );
  });

  test('read the same message from every well-formed datagram', () => {
    fc.assert(
      fc.property(wellFormedMessage, message => {
        const bytes = new Uint8Array(generate(packetOf(message), MAX_SIZE));
        expect(decodeMessage(bytes)).toEqual({ message: theirReading(bytes), deviations: [] });
      }),
    );
  });

  test('read the same message from a damaged datagram where both get one out of it', () => {
    let compared = 0;
    fc.assert(
      fc.property(mutated(wellFormedMessage.map(encodeMessage)), bytes => {
        const { message } = decodeMessage(bytes);
        const theirs = theirReading(bytes);
        if (message === null || theirs === null) return;
        compared += 1;
        expect(message).toEqual(theirs);
      }),
    );
    expect(compared).toBeGreaterThan(0);
  });

  test.each(MALFORMED_DATAGRAMS)('disagree about $title only where that is known', datagram => {
    const known = datagram.title in NOT_SEEN || datagram.deviations.every(([code]) => code in NEVER_SEEN);
    expect(theirReading(hex(datagram.hex)) !== null).toBe(known);
  });

  test('have no known disagreement that no datagram shows', () => {
    const titles = new Set(MALFORMED_DATAGRAMS.map(({ title }) => title));
    const codes = new Set(MALFORMED_DATAGRAMS.flatMap(({ deviations }) => deviations.map(([code]) => code)));
    expect(Object.keys(NOT_SEEN).filter(title => !titles.has(title))).toEqual([]);
    expect(Object.keys(NEVER_SEEN).filter(code => !codes.has(code))).toEqual([]);
  });
});
