import { isUtf8 } from 'node:buffer';
import type { Deviation } from './deviation.ts';
import type { CoapOption } from './message.ts';
import { type OptionDefinition, OptionNumber, optionDefinition } from './option-registry.ts';

const MAX_OPTION_NUMBER = 0xffff;

interface Offsets {
  /** Of the option's first byte. */
  readonly option: number;
  /** Of the value's first byte. */
  readonly value: number;
}

/** What is wrong with one option in itself. An option that the registry does not know has no rules. */
export function optionDeviations(
  option: CoapOption,
  previous: CoapOption | undefined,
  at: Offsets,
): readonly Deviation[] {
  if (option.number > MAX_OPTION_NUMBER) return [numberOutOfRange(option.number, at.option)];
  const definition = optionDefinition(option.number);
  if (definition === undefined) return [];
  // Options are in the order of their numbers, so equal ones are neighbours.
  const repeated = previous?.number === option.number && !definition.repeatable;
  return [
    ...(repeated ? [repeatedOption(definition, at.option)] : []),
    ...lengthDeviations(definition, option.value, at.option),
    ...valueDeviations(definition, option.value, at.value),
  ];
}

function numberOutOfRange(number: number, offset: number): Deviation {
  return {
    code: 'coap.option-number',
    message: `Option number ${number} is beyond ${MAX_OPTION_NUMBER}`,
    offset,
    clause: 'RFC 7252 §12.2',
    level: 'must',
  };
}

function repeatedOption({ name }: OptionDefinition, offset: number): Deviation {
  return {
    code: 'coap.option-repeated',
    message: `${name} appears more than once`,
    offset,
    clause: 'RFC 7252 §5.4.5',
    level: 'must',
  };
}

function lengthDeviations(
  { name, minLength, maxLength }: OptionDefinition,
  value: Uint8Array,
  offset: number,
): Deviation[] {
  if (value.length >= minLength && value.length <= maxLength) return [];
  return [
    {
      code: 'coap.option-length',
      message: `${name} has ${value.length} bytes instead of ${minLength}–${maxLength}`,
      offset,
      clause: 'RFC 7252 §5.4.3',
      level: 'must',
    },
  ];
}

function valueDeviations(
  { number, name, format }: OptionDefinition,
  value: Uint8Array,
  offset: number,
): Deviation[] {
  if (format === 'uint' && value[0] === 0) {
    return [
      {
        code: 'coap.uint-leading-zero',
        message: `${name} starts with a zero byte, which the shortest form does not have`,
        offset,
        clause: 'RFC 7252 §3.2',
        level: 'must',
      },
    ];
  }
  if (format === 'string' && !isUtf8(value)) {
    return [
      {
        code: 'coap.string-utf8',
        message: `${name} is not UTF-8`,
        offset,
        clause: 'RFC 7252 §3.2',
        level: 'must',
      },
    ];
  }
  if ((number === OptionNumber.uriPath || number === OptionNumber.locationPath) && isDotSegment(value)) {
    const clause = number === OptionNumber.uriPath ? 'RFC 7252 §5.10.1' : 'RFC 7252 §5.10.7';
    return [
      { code: 'coap.path-dot-segment', message: `${name} is a dot segment`, offset, clause, level: 'must' },
    ];
  }
  return [];
}

function isDotSegment(value: Uint8Array): boolean {
  return (value.length === 1 || value.length === 2) && value.every(byte => byte === 0x2e);
}
