import { coapDeviation } from './coap-deviations.ts';
import type { Deviation } from './deviation.ts';
import type { MessageKind } from './message-kind.ts';
import { octet } from './octets.ts';
import { type OptionDefinition, OptionNumber } from './option-registry.ts';
import { checkString } from './string-rules.ts';

const MAX_OPTION_NUMBER = 0xffff;
/** RFC 7252 table 7: zero, and what may become further Location options. */
const RESERVED: ReadonlySet<number> = new Set([0, 128, 132, 136, 140]);

/** Whether `checkOption` has nothing to say; a moment, where looking at each rule in turn takes several. */
export function isSound(
  { minLength, maxLength, repeatable, scope }: OptionDefinition,
  length: number,
  repeats: boolean,
  kind: MessageKind,
): boolean {
  return (
    length >= minLength &&
    length <= maxLength &&
    (repeatable || !repeats) &&
    (scope === 'both' || scope === kind)
  );
}

/** Adds what is wrong with an option that the registry does not know: hardly anything can be. */
export function checkUnknownOption(
  number: number,
  kind: MessageKind,
  offset: number,
  found: Deviation[],
): void {
  if (number > MAX_OPTION_NUMBER) {
    const message = `Option number ${number} is beyond ${MAX_OPTION_NUMBER}`;
    found.push(coapDeviation('option-number', message, offset));
  } else if (kind !== 'signal' && RESERVED.has(number)) {
    found.push(coapDeviation('option-reserved', `Option number ${number} is reserved`, offset));
  }
}

/** Adds what is wrong with an option apart from its value. */
export function checkOption(
  definition: OptionDefinition,
  length: number,
  repeats: boolean,
  kind: MessageKind,
  offset: number,
  found: Deviation[],
): void {
  const { name, minLength, maxLength, repeatable, scope } = definition;
  if (repeats && !repeatable) {
    found.push(coapDeviation('option-repeated', `${name} appears more than once`, offset));
  }
  if (scope !== 'both' && scope !== kind && (kind === 'requests' || kind === 'responses')) {
    const message = `${name} is for ${scope} only, and not for ${kind}`;
    found.push(coapDeviation('option-misplaced', message, offset));
  }
  if (length < minLength || length > maxLength) {
    const range = minLength === maxLength ? String(minLength) : `${minLength}–${maxLength}`;
    found.push(coapDeviation('option-length', `${name} has ${length} bytes instead of ${range}`, offset));
  }
}

/** Adds what is wrong with a value that is not empty. */
export function checkValue(
  definition: OptionDefinition,
  value: Uint8Array,
  offset: number,
  found: Deviation[],
): void {
  if (definition.format === 'string') checkString(definition, value, offset, found);
  else if (definition.format === 'uint') checkUint(definition, value, offset, found);
}

function checkUint(
  definition: OptionDefinition,
  value: Uint8Array,
  offset: number,
  found: Deviation[],
): void {
  if (octet(value, 0) !== 0) return;
  if (definition.number === OptionNumber.hopLimit && value.length === 1) {
    found.push(coapDeviation('hop-limit-zero', 'Hop-Limit is zero instead of 1–255', offset));
    return;
  }
  const message = `${definition.name} starts with a zero byte, which the shortest form does not have`;
  found.push(coapDeviation('uint-leading-zero', message, offset));
}
