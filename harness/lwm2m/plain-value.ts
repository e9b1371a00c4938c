import { decodeBase64 } from './content/single-value/base64.ts';
import {
  formatObjectLink,
  isObjectLink,
  parseObjectLink,
  type ResourceType,
  type Value,
  valueFits,
} from './value.ts';

/** A value as touchstone-control carries it: opaque as base64, object links as `66:0`, time as seconds. */
export type PlainValue = string | number | boolean;

const DECIMAL = /^-?(?:0|[1-9]\d*)$/;
const NOT_FINITE: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

/** Integers that a JSON number would round, and floats that JSON does not have, become text. */
export function toPlain(value: Value): PlainValue {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return isObjectLink(value) ? formatObjectLink(value) : value;
}

/** The inverse of `toPlain`; null when the JSON cannot be a value of that type. */
export function fromPlain(type: ResourceType, json: unknown): Value | null {
  const value = convert(type, json);
  return value !== null && valueFits(type, value) ? value : null;
}

function convert(type: ResourceType, json: unknown): Value | null {
  switch (type) {
    case 'String':
      return typeof json === 'string' ? json : null;
    case 'Integer':
    case 'Unsigned Integer':
    case 'Time':
      if (typeof json === 'number') return Number.isSafeInteger(json) ? BigInt(json) : null;
      return typeof json === 'string' && DECIMAL.test(json) && json.length <= 20 ? BigInt(json) : null;
    case 'Float':
      if (typeof json === 'number') return json;
      return typeof json === 'string' ? (NOT_FINITE.get(json) ?? null) : null;
    case 'Boolean':
      return typeof json === 'boolean' ? json : null;
    case 'Opaque':
      return typeof json === 'string' ? decodeBase64(json) : null;
    case 'Objlnk':
      return typeof json === 'string' ? parseObjectLink(json) : null;
    case 'None':
      return null;
  }
}
