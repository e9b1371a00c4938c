/** Well-formed messages for property tests: all that RFC 7252 allows, and nothing that it forbids. */
import fc from 'fast-check';
import { byteToCode, EMPTY } from './codes.ts';
import type { CoapMessage, CoapOption, Code, MessageType } from './message.ts';
import {
  OPTION_DEFINITIONS,
  type OptionDefinition,
  OptionNumber,
  optionDefinition,
} from './option-registry.ts';
import { stringOption, uintOption } from './options.ts';

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

function knownOption({ number, format, minLength, maxLength }: OptionDefinition): fc.Arbitrary<CoapOption> {
  switch (format) {
    case 'empty':
      return fc.constant({ number, value: new Uint8Array() });
    case 'opaque':
      return bytes(minLength, maxLength).map(value => ({ number, value }));
    case 'uint':
      return fc.nat({ max: 2 ** (8 * maxLength - 1) - 1 }).map(value => uintOption(number, value));
    case 'string':
      return fc
        .string({ unit: 'binary', minLength, maxLength })
        .map(text => stringOption(number, text))
        .filter(({ value }) => value.length <= maxLength && !isDotSegment(number, value));
  }
}

function isDotSegment(number: number, value: Uint8Array): boolean {
  const isPath = number === OptionNumber.uriPath || number === OptionNumber.locationPath;
  return isPath && ['.', '..'].includes(new TextDecoder().decode(value));
}

const unknownOption: fc.Arbitrary<CoapOption> = fc.record({
  number: fc.nat({ max: 0xffff }).filter(number => optionDefinition(number) === undefined),
  value: fc.oneof({ weight: 60, arbitrary: bytes(0, 300) }, { weight: 1, arbitrary: bytes(65_800, 65_804) }),
});

/** In the order of their numbers, without forbidden repetition. */
export const wellFormedOptions: fc.Arbitrary<readonly CoapOption[]> = fc
  .array(fc.oneof(fc.constantFrom(...OPTION_DEFINITIONS).chain(knownOption), unknownOption), {
    maxLength: 12,
  })
  .map(options => options.filter(isAllowed).toSorted((a, b) => a.number - b.number));

function isAllowed(option: CoapOption, index: number, all: readonly CoapOption[]): boolean {
  if (optionDefinition(option.number)?.repeatable ?? true) return true;
  return all.findIndex(({ number }) => number === option.number) === index;
}

export const wellFormedMessage: fc.Arbitrary<CoapMessage> = TYPE_AND_CODE.chain(([type, code]) => {
  const messageId = fc.nat({ max: 0xffff });
  const none = new Uint8Array();
  if (code === EMPTY) {
    return messageId.map(id => ({ type, code, messageId: id, token: none, options: [], payload: none }));
  }
  return fc.record({
    type: fc.constant(type),
    code: fc.constant(code),
    messageId,
    token: bytes(0, 8),
    options: wellFormedOptions,
    payload: bytes(0, 1200),
  });
});
