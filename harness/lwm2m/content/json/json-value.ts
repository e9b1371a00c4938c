import { deviationsOf } from '../../../coap/message/deviation.ts';

/** bigint for a number that was written as an integer; number for one with a fraction or an exponent, and for `-0`. */
export type JsonValue = null | boolean | string | bigint | number | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

export interface JsonDocument {
  readonly root: JsonValue;
  /** Byte offset of an array or object of the document; 0 where nothing is wrong and so nothing needs to be located. */
  readonly offsetOf: (container: JsonArray | JsonObject) => number;
}

export const jsonDeviation = deviationsOf('json', 'RFC 8259 §2');

/** Arrays and objects inside each other; LwM2M has three. */
export const MAX_DEPTH = 32;

export function isJsonArray(value: JsonValue | undefined): value is JsonArray {
  return Array.isArray(value);
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
