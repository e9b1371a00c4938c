import {
  formatObjectLink,
  isObjectLink,
  parseObjectLink,
  type ResourceType,
  type Value,
  valueFits,
} from '../../value.ts';
import { readJsonLiteral } from '../json/json-literal.ts';
import { readBase64 } from '../single-value/base64.ts';

/** A value as a format carries it, before the resource definition gives it a type. `link` is text such as `66:0`. */
export type Carried =
  | { readonly kind: 'number'; readonly value: bigint | number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly kind: 'link'; readonly value: string };

/**
 * What is wrong with a carried value: `kind`, it is carried as something else than its type asks for; `integer`, an integer
 * with a fraction part or an exponent; `range`, no number of its type; `value`, nothing of its type at all.
 */
export type CarriedFault = 'kind' | 'integer' | 'range' | 'value';

/** The value is null where no value of the type can be meant. */
export type TypedValue =
  | { readonly value: Value; readonly fault: CarriedFault | null }
  | { readonly value: null; readonly fault: 'range' | 'value' };

const KINDS: Readonly<Record<ResourceType, Carried['kind'] | null>> = {
  String: 'text',
  Integer: 'number',
  'Unsigned Integer': 'number',
  Time: 'number',
  Float: 'number',
  Boolean: 'boolean',
  Opaque: 'bytes',
  Objlnk: 'link',
  None: null,
};

/** In the order in which a type is looked for. */
export const INTEGERS: readonly ResourceType[] = ['Integer', 'Unsigned Integer'];

/** How a type is carried (TS 1.1 §7.4.4, TS 1.0 §6.4.4); null for None, which has no value. */
export function kindOf(type: ResourceType): Carried['kind'] | null {
  return KINDS[type];
}

/**
 * The type of a resource that no definition has, told by how its value is carried. A whole number that is no 64-bit
 * integer can only be a Float: there, digits do not tell one from the other.
 */
export function typeOf({ kind, value }: Carried): ResourceType {
  switch (kind) {
    case 'number':
      return INTEGERS.find(type => valueFits(type, value)) ?? 'Float';
    case 'text':
      return 'String';
    case 'boolean':
      return 'Boolean';
    case 'bytes':
      return 'Opaque';
    case 'link':
      return 'Objlnk';
  }
}

/** Gives a carried value its type. Of a wrong kind it is still read where it can mean one thing only. */
export function typed(type: ResourceType, carried: Carried): TypedValue {
  if (carried.kind !== KINDS[type]) return fromOtherKind(type, carried);
  switch (carried.kind) {
    case 'number':
      return type === 'Float' ? float(carried.value) : integer(type, carried.value);
    case 'link':
      return fitting(type, parseObjectLink(carried.value));
    default:
      return fitting(type, carried.value);
  }
}

function integer(type: ResourceType, value: bigint | number): TypedValue {
  if (typeof value === 'bigint') {
    return valueFits(type, value) ? { value, fault: null } : { value: null, fault: 'range' };
  }
  if (!Number.isInteger(value)) return { value: null, fault: 'value' };
  const whole = BigInt(value);
  if (!valueFits(type, whole)) return { value: null, fault: 'range' };
  return { value: whole, fault: Object.is(value, -0) ? null : 'integer' };
}

function float(value: bigint | number): TypedValue {
  const number = Number(value);
  return { value: number, fault: typeof value === 'bigint' && !Number.isFinite(number) ? 'range' : null };
}

function fitting(type: ResourceType, value: Value | null): TypedValue {
  return value !== null && valueFits(type, value) ? { value, fault: null } : { value: null, fault: 'value' };
}

function fromOtherKind(type: ResourceType, carried: Carried): TypedValue {
  const value = meant(type, carried);
  return value !== null && valueFits(type, value)
    ? { value, fault: 'kind' }
    : { value: null, fault: 'value' };
}

function meant(type: ResourceType, { kind, value }: Carried): Value | null {
  if (kind === 'bytes' || type === 'None') return null;
  if (type === 'String') return String(value);
  if (kind === 'number') {
    if (type !== 'Boolean') return null;
    return value === 0n || value === 1n ? value === 1n : null;
  }
  return typeof value === 'string' ? fromText(type, value) : null;
}

function fromText(type: ResourceType, text: string): Value | null {
  if (type === 'Opaque') return readBase64(text)?.bytes ?? null;
  if (type === 'Objlnk') return parseObjectLink(text);
  const literal = readJsonLiteral(text)?.value ?? null;
  if (type === 'Boolean' && typeof literal !== 'boolean') {
    return literal === 0n || literal === 1n ? literal === 1n : null;
  }
  return type === 'Float' && typeof literal === 'bigint' ? Number(literal) : literal;
}

/** How a value of the data model is carried; an object link as text. */
export function carriedAs(value: Value): Carried {
  if (typeof value === 'string') return { kind: 'text', value };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (value instanceof Uint8Array) return { kind: 'bytes', value };
  if (isObjectLink(value)) return { kind: 'link', value: formatObjectLink(value) };
  return { kind: 'number', value };
}
