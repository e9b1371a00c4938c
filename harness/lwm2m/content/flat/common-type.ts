import { type ResourceType, type Value, valueFits } from '../../value.ts';
import { INTEGERS } from './carried-value.ts';

export interface TypedValues {
  readonly type: ResourceType;
  readonly values: readonly Value[];
}

/**
 * Values that were typed one by one, with the one type that a resource has for all of its instances (TS 1.0 §6.1). Only
 * numbers change their type for it; null where there is no common one, or nothing.
 */
export function ofCommonType(
  values: readonly { readonly type: ResourceType; readonly value: Value }[],
): TypedValues | null {
  const [first] = values;
  if (first === undefined) return null;
  const plain = values.map(({ value }) => value);
  if (values.every(({ type }) => type === first.type)) return { type: first.type, values: plain };
  const type = [first.type, ...INTEGERS].find(each => plain.every(value => valueFits(each, value)));
  if (type !== undefined) return { type, values: plain };
  const numbers = plain.filter(value => typeof value === 'bigint' || typeof value === 'number');
  return numbers.length < plain.length ? null : { type: 'Float', values: numbers.map(Number) };
}
