import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hex } from '../../../fixtures/vectors/hex.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { COAP_DEVIATIONS, type CoapDeviationCode } from './coap-deviations.ts';
import { decodeMessage } from './decode.ts';
import { encodeMessage } from './encode.ts';
import { type IllegalMessage, illegal } from './illegal.ts';
import { wellFormedMessage } from './message.arbitrary.ts';
import type { CoapMessage } from './message.ts';
import { OptionNumber } from './option-registry.ts';
import { pathOptions, stringOption, uintOption } from './options.ts';

const NONE = new Uint8Array(0);
const ONE = Uint8Array.of(1);
const GET: CoapMessage = {
  type: 'CON',
  code: '0.01',
  messageId: 0x1234,
  token: hex('A1 A2'),
  options: pathOptions('/3/0'),
  payload: NONE,
};
const POST: CoapMessage = { ...GET, code: '0.02', payload: hex('31 32') };
const CONTENT: CoapMessage = { ...POST, type: 'ACK', code: '2.05', options: [] };
const EMPTY: CoapMessage = { ...GET, type: 'ACK', code: '0.00', token: NONE, options: [] };
const opaque = (number: number, text: string) => ({ number, value: hex(text) });

/** The shortest way to every deviation: by the builder, or by the encoder where it lays that out too. */
const PRODUCERS: Readonly<Record<CoapDeviationCode, Uint8Array>> = {
  'too-short': illegal(GET).truncate(3).bytes(),
  version: illegal(GET).version(2).bytes(),
  'token-length': illegal(GET).tokenLength(12).bytes(),
  'token-truncated': illegal(GET).truncate(5).bytes(),
  'code-class': illegal(GET).code('1.00').bytes(),
  'empty-with-token': illegal(EMPTY).token(hex('A1')).bytes(),
  'empty-with-options': illegal(GET).code('0.00').bytes(),
  'empty-with-payload': illegal(EMPTY).payload(ONE).bytes(),
  'reset-not-empty': illegal(GET).type('RST').bytes(),
  'ack-with-request': illegal(GET).type('ACK').bytes(),
  'non-confirmable-empty': illegal(EMPTY).type('NON').bytes(),
  'option-delta-reserved': illegal(GET).lastDelta(15).bytes(),
  'option-length-reserved': illegal(GET).lastLength(15).bytes(),
  'option-truncated': illegal(GET).lastLength(12).bytes(),
  'payload-empty': illegal(GET).bareMarker().bytes(),
  'option-number': illegal(GET).option(OptionNumber.ifMatch, ONE).bytes(),
  'option-reserved': illegal(GET).option(128, ONE).bytes(),
  'option-length': illegal(GET).option(OptionNumber.accept, hex('01 02 03')).bytes(),
  'option-repeated': encodeMessage({ ...GET, options: [uintOption(17, 1), uintOption(17, 1)] }),
  'option-misplaced': encodeMessage({ ...GET, options: [stringOption(OptionNumber.locationPath, 'rd')] }),
  'uint-leading-zero': illegal(GET).option(OptionNumber.accept, ONE).lastUint(40, 2).bytes(),
  'string-utf8': illegal(GET).lastValue(hex('C3 28')).bytes(),
  'string-normalization': illegal(GET).lastValue(hex('65 CC 81')).bytes(),
  'path-dot-segment': encodeMessage({ ...GET, options: [stringOption(OptionNumber.uriPath, '..')] }),
  'hop-limit-zero': encodeMessage({ ...GET, options: [opaque(OptionNumber.hopLimit, '00')] }),
  'payload-undefined': illegal(GET).payload(ONE).bytes(),
  'diagnostic-utf8': encodeMessage({ ...CONTENT, code: '4.04', payload: hex('FF') }),
  'valid-without-etag': encodeMessage({ ...CONTENT, code: '2.03', payload: NONE }),
  'valid-with-payload': illegal(CONTENT).code('2.03').option(OptionNumber.eTag, ONE).bytes(),
  'etag-repeated': illegal(CONTENT).option(OptionNumber.eTag, ONE).option(OptionNumber.eTag, ONE).bytes(),
  'proxy-uri-with-uri': illegal(GET).option(OptionNumber.proxyUri, hex('61')).bytes(),
  'continue-with-payload': illegal(CONTENT).code('2.31').bytes(),
  'observe-action': encodeMessage({ ...GET, options: [uintOption(OptionNumber.observe, 2)] }),
  'observe-in-error': illegal(CONTENT).code('4.04').option(OptionNumber.observe, ONE).bytes(),
  'block-size-reserved': encodeMessage({ ...POST, options: [uintOption(OptionNumber.block1, 7)] }),
  'block-more-in-request': encodeMessage({ ...GET, options: [uintOption(OptionNumber.block2, 8)] }),
  'block-payload-size': encodeMessage({ ...POST, options: [uintOption(OptionNumber.block1, 8)] }),
  'oscore-flags': encodeMessage({ ...POST, options: [opaque(OptionNumber.oscore, '80')] }),
  'oscore-value': encodeMessage({ ...POST, options: [opaque(OptionNumber.oscore, '02 01')] }),
  'oscore-without-payload': encodeMessage({ ...GET, options: [opaque(OptionNumber.oscore, '')] }),
};

/** Steps that break a rule whatever message they start from, unless it is told when. */
const ALWAYS: Readonly<
  Record<string, (builder: IllegalMessage, message: CoapMessage) => IllegalMessage | null>
> = {
  'version 0': builder => builder.version(0),
  'version 3': builder => builder.version(3),
  'token length 9': builder => builder.tokenLength(9),
  'token length 15': builder => builder.tokenLength(15),
  'token of nine bytes': builder => builder.token(new Uint8Array(9)),
  'reserved class': builder => builder.code('6.00'),
  'the same code of a reserved class': builder => builder.codeClass(7),
  'request in a Reset': builder => builder.type('RST').code('0.01'),
  'request in an Acknowledgement': builder => builder.type('ACK').code('0.01'),
  'Empty in a Non-confirmable': builder => builder.type('NON').code('0.00'),
  'payload in an Empty message': builder => builder.code('0.00').payload(ONE),
  'token in an Empty message': builder => builder.code('0.00').token(ONE),
  'option in an Empty message': builder => builder.code('0.00').option(65_000, ONE),
  'bare marker': builder => builder.bareMarker(),
  // A delta nibble of 15 with a length nibble of 15 is the payload marker.
  'reserved delta': builder => builder.option(65_535, NONE).lastDelta(15),
  'reserved length': builder => builder.option(65_535, NONE).lastLength(15),
  'number beyond 65535': builder => builder.option(65_535, NONE).option(65_536, ONE),
  'options out of order': builder => builder.options([uintOption(60, 1), uintOption(12, 0)]),
  'Accept of three bytes': builder =>
    builder.options([{ number: OptionNumber.accept, value: new Uint8Array(3) }]),
  'uint with leading zeros': builder => builder.options([uintOption(OptionNumber.size1, 5)]).lastUint(5, 4),
  'only part of the header': builder => builder.truncate(3),
  // Nothing in front of it makes a shorter token readable.
  'cut inside the token': (builder, { token }) =>
    token.length === 0 ? null : builder.truncate(3 + token.length),
};

describe('illegal', () => {
  test('lays out a legal message as the encoder does while no rule is broken', () => {
    fc.assert(
      fc.property(wellFormedMessage, message => {
        expect(illegal(message).bytes()).toEqual(encodeMessage(message));
      }),
    );
  });

  test.each(Object.entries(ALWAYS))('makes a message that the decoder objects to: %s', (_, step) => {
    fc.assert(
      fc.property(wellFormedMessage, message => {
        const built = step(illegal(message), message);
        if (built === null) return;
        const decoded = decodeMessage(built.bytes());
        expect(decoded.message === null || decoded.deviations.length > 0).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test.each(Object.entries(PRODUCERS))('or the encoder can produce coap.%s', (code, bytes) => {
    expect(decodeMessage(bytes).deviations.map(deviation => deviation.code)).toContain(`coap.${code}`);
  });

  test('knows of no deviation that nothing produces', () => {
    expect(Object.keys(PRODUCERS).sort()).toEqual(Object.keys(COAP_DEVIATIONS).sort());
  });

  test('leaves the builder as it was, so that one message is broken in many ways', () => {
    const builder = illegal(GET);
    builder.version(3).tokenLength(15).truncate(2);
    expect(builder.bytes()).toEqual(encodeMessage(GET));
  });

  test.each<[string, IllegalMessage, string]>([
    ['token length without token', illegal(GET).token(NONE).tokenLength(12), '4C 01 12 34 B1 33 01 30'],
    [
      'a token of twelve bytes',
      illegal(EMPTY).token(hex('000102030405060708090A0B')),
      '6C 00 12 34 000102030405060708090A0B',
    ],
    [
      'a token length that takes an option byte',
      illegal(GET).tokenLength(3),
      '43 01 12 34 A1 A2 B1 33 01 30',
    ],
    [
      'a decreasing number as a wrapping delta',
      illegal(GET).option(1, NONE),
      '42 01 12 34 A1 A2 B1 33 01 30 E0 FE E9',
    ],
    ['a nibble whose extension is missing', illegal(GET).lastDelta(13), '42 01 12 34 A1 A2 B1 33 D1 30'],
    ['a payload without marker', illegal(POST).withoutMarker(), '42 02 12 34 A1 A2 B1 33 01 30 31 32'],
    [
      'a number in more bytes than it needs',
      illegal(GET).option(17, NONE).lastUint(40, 3),
      '42 01 12 34 A1 A2 B1 33 01 30 63 00 00 28',
    ],
    ['garbage behind what was cut', illegal(GET).truncate(6).append(hex('FF')), '42 01 12 34 A1 A2 FF'],
  ])('writes %s', (_, builder, expected) => {
    expect(builder.bytes()).toEqual(hex(expected));
  });

  test.each<[string, string, () => unknown]>([
    ['version 4', 'coap.illegal-range', () => illegal(GET).version(4)],
    ['token length 16', 'coap.illegal-range', () => illegal(GET).tokenLength(16)],
    ['a delta of 65805', 'coap.illegal-range', () => illegal(EMPTY).option(65_805, NONE).bytes()],
    ['another nibble without an option', 'coap.illegal-option', () => illegal(EMPTY).lastDelta(15)],
  ])('refuses %s, which no byte can say', (_, code, build) => {
    expect(build).toThrow(HarnessBugError);
    expect(build).toThrow(expect.objectContaining({ code }));
  });
});

describe('steps that may lead to another legal message', () => {
  /** With what the bytes then say. None of these is a defect of the decoder: the bytes do not show what was meant. */
  test.each<[string, IllegalMessage, Partial<CoapMessage>]>([
    ['a cut where an option ends', illegal(GET).truncate(8), { options: pathOptions('/3') }],
    ['a cut inside the payload', illegal(POST).truncate(12), { payload: hex('31') }],
    ['bytes behind a payload', illegal(POST).append(ONE), { payload: hex('31 32 01') }],
    [
      'bytes behind the options that make an option',
      illegal(GET).append(hex('00')),
      { options: [...pathOptions('/3/0'), stringOption(11, '')] },
    ],
    [
      'a shorter token, where the rest makes options',
      illegal({ ...GET, token: hex('A1 00') }).tokenLength(1),
      { token: hex('A1') },
    ],
    ['another version of an elective option', illegal(GET).option(65_000, ONE), {}],
  ])('include %s', (_, builder, said) => {
    const { message } = decodeMessage(builder.bytes());
    expect(message).toMatchObject(said);
  });
});
