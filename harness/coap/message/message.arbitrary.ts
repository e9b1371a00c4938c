/** Well-formed messages for property tests: all that the RFCs allow, and nothing that they forbid. */
import fc from 'fast-check';
import { anyCharacter } from '../../property/any-character.arbitrary.ts';
import { byteToCode, EMPTY, isError, METHODS } from './codes.ts';
import type { CoapMessage, CoapOption, Code, MessageType } from './message.ts';
import type { MessageKind } from './message-kind.ts';
import {
  OPTION_DEFINITIONS,
  type OptionDefinition,
  OptionNumber,
  optionDefinition,
} from './option-registry.ts';
import { uintOf, uintOption } from './options.ts';

const NONE = new Uint8Array();

const request = fc.integer({ min: 1, max: 31 }).map(byteToCode);
const response = fc
  .tuple(fc.constantFrom(2, 4, 5), fc.integer({ min: 0, max: 31 }))
  .map(([digit, detail]) => byteToCode((digit << 5) | detail));
const empty = fc.constant<Code>(EMPTY);

const TYPE_AND_CODE: fc.Arbitrary<readonly [MessageType, Code]> = fc.oneof(
  fc.tuple(fc.constant<MessageType>('CON'), fc.oneof(request, response, empty)),
  fc.tuple(fc.constant<MessageType>('NON'), fc.oneof(request, response)),
  fc.tuple(fc.constant<MessageType>('ACK'), fc.oneof(response, empty)),
  fc.tuple(fc.constant<MessageType>('RST'), empty),
);

const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength, size: 'max' });

/** In normalization form C (RFC 5198 §2), of at most this many bytes. */
const text = (minLength: number, maxLength: number) =>
  fc
    .string({ unit: anyCharacter, minLength, maxLength })
    .map(value => new TextEncoder().encode(value.normalize('NFC')))
    .filter(value => value.length >= minLength && value.length <= maxLength);

const blockValue = fc
  .record({ number: fc.nat({ max: 0xfffff }), more: fc.boolean(), exponent: fc.nat({ max: 6 }) })
  .map(({ number, more, exponent }) => number * 16 + (more ? 8 : 0) + exponent);

/** Flags, Partial IV, kid context and kid (RFC 8613 §6.1). */
const oscoreValue = fc
  .record({ partialIv: bytes(0, 5), kidContext: fc.option(bytes(0, 8)), kid: fc.option(bytes(0, 7)) })
  .map(({ partialIv, kidContext, kid }) => {
    const flags = partialIv.length | (kidContext === null ? 0 : 0x10) | (kid === null ? 0 : 0x08);
    if (flags === 0) return NONE;
    const context = kidContext === null ? [] : [kidContext.length, ...kidContext];
    return Uint8Array.of(flags, ...partialIv, ...context, ...(kid ?? []));
  });

function knownOption({ number, format, minLength, maxLength }: OptionDefinition): fc.Arbitrary<CoapOption> {
  if (number === OptionNumber.oscore) return oscoreValue.map(value => ({ number, value }));
  if (number === OptionNumber.block1 || number === OptionNumber.block2) {
    return blockValue.map(value => uintOption(number, value));
  }
  switch (format) {
    case 'empty':
      return fc.constant({ number, value: NONE });
    case 'opaque':
      return bytes(minLength, maxLength).map(value => ({ number, value }));
    case 'uint':
      return fc
        .integer({ min: minLength, max: 2 ** (8 * maxLength) - 1 })
        .map(value => uintOption(number, value));
    case 'string':
      return text(minLength, maxLength)
        .map(value => ({ number, value }))
        .filter(({ value }) => !isDotSegment(value));
  }
}

function isDotSegment(value: Uint8Array): boolean {
  return ['.', '..'].includes(new TextDecoder().decode(value));
}

const RESERVED_NUMBERS: readonly number[] = [0, 128, 132, 136, 140];

const unknownOption: fc.Arbitrary<CoapOption> = fc.record({
  number: fc
    .nat({ max: 0xffff })
    .filter(number => optionDefinition(number) === undefined && !RESERVED_NUMBERS.includes(number)),
  value: fc.oneof(
    { weight: 60, arbitrary: fc.uint8Array({ maxLength: 300 }) },
    { weight: 1, arbitrary: bytes(65_800, 65_804) },
  ),
});

function optionsFor(code: Code, kind: MessageKind): fc.Arbitrary<readonly CoapOption[]> {
  const known = OPTION_DEFINITIONS.filter(({ scope }) => scope === 'both' || scope === kind);
  return fc
    .array(fc.oneof(fc.constantFrom(...known).chain(knownOption), unknownOption), { maxLength: 12 })
    .map(options => options.map(option => soundIn(kind, option)))
    .map(options => options.filter((option, index) => isAllowed(code, kind, option, index, options)))
    .map(options => options.toSorted((a, b) => a.number - b.number));
}

/** An option that means the same in no other kind of message, brought to what is legal in this one. */
function soundIn(kind: MessageKind, option: CoapOption): CoapOption {
  const { number, value } = option;
  if (kind !== 'requests') return option;
  if (number === OptionNumber.observe) return uintOption(number, uintOf(value) % 2);
  if (number === OptionNumber.block2) return uintOption(number, uintOf(value) & ~8);
  return option;
}

function isAllowed(
  code: Code,
  kind: MessageKind,
  { number }: CoapOption,
  index: number,
  all: readonly CoapOption[],
): boolean {
  const once = number === OptionNumber.eTag && kind === 'responses';
  const repeatable = (optionDefinition(number)?.repeatable ?? true) && !once;
  if (!repeatable && all.findIndex(other => other.number === number) !== index) return false;
  if (number === OptionNumber.observe) {
    return kind === 'requests' ? isObservable(code) : !isError(code);
  }
  if (number === OptionNumber.proxyUri) return !all.some(other => URI.has(other.number));
  return true;
}

const URI: ReadonlySet<number> = new Set([3, 7, 11, 15]);

/** GET, FETCH, and methods that nobody has defined yet. */
function isObservable(code: Code): boolean {
  const others: readonly Code[] = [METHODS.post, METHODS.put, METHODS.delete, METHODS.patch, METHODS.iPatch];
  return !others.includes(code);
}

const WITHOUT_PAYLOAD: readonly Code[] = [METHODS.get, METHODS.delete, '2.03', '2.31'];

/** A payload that code and options allow: of the size that a block has, readable where it is a diagnosis. */
function payloadFor(code: Code, kind: MessageKind, options: readonly CoapOption[]): fc.Arbitrary<Uint8Array> {
  if (WITHOUT_PAYLOAD.includes(code)) return fc.constant(NONE);
  const describing = kind === 'requests' ? OptionNumber.block1 : OptionNumber.block2;
  const block = options.find(({ number }) => number === describing);
  if (block !== undefined) {
    const size = 2 ** ((uintOf(block.value) & 7) + 4);
    return bytes((uintOf(block.value) & 8) === 0 ? 0 : size, size);
  }
  if (isError(code)) return text(0, 200);
  return fc.oneof({ weight: 9, arbitrary: bytes(0, 80) }, { weight: 1, arbitrary: bytes(0, 1200) });
}

/** What cannot be without a payload, or with none where a block announces one. */
function isComplete({ code, options, payload }: CoapMessage): boolean {
  const has = (number: number) => options.some(option => option.number === number);
  if (code === '2.03' && !has(OptionNumber.eTag)) return false;
  if (has(OptionNumber.oscore) && payload.length === 0) return false;
  const more = options.some(({ number, value }) => BLOCKS.has(number) && (uintOf(value) & 8) !== 0);
  return !(more && WITHOUT_PAYLOAD.includes(code));
}

const BLOCKS: ReadonlySet<number> = new Set([OptionNumber.block1, OptionNumber.block2]);

function messageOf([type, code]: readonly [MessageType, Code]): fc.Arbitrary<CoapMessage> {
  const messageId = fc.nat({ max: 0xffff });
  if (code === EMPTY) {
    return messageId.map(id => ({ type, code, messageId: id, token: NONE, options: [], payload: NONE }));
  }
  const kind = kindOf(code);
  return optionsFor(code, kind).chain(options =>
    fc.record({
      type: fc.constant(type),
      code: fc.constant(code),
      messageId,
      token: bytes(0, 8),
      options: fc.constant(options),
      payload: payloadFor(code, kind, options),
    }),
  );
}

export const wellFormedMessage: fc.Arbitrary<CoapMessage> = TYPE_AND_CODE.chain(messageOf).filter(isComplete);

function kindOf(code: Code): MessageKind {
  return code.startsWith('0.') ? 'requests' : 'responses';
}
