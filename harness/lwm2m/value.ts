/** Data types of resources and the JavaScript values that stand for them (TS 1.0 appendix C). */

export type ResourceType =
  | 'String'
  | 'Integer'
  | 'Unsigned Integer'
  | 'Float'
  | 'Boolean'
  | 'Opaque'
  | 'Time'
  | 'Objlnk'
  | 'None';

/** Both ids 0–65535; 65535:65535 links to nothing. */
export interface ObjectLink {
  readonly object: number;
  readonly instance: number;
}

/** bigint for Integer, Unsigned Integer and Time (seconds since 1970); number for Float only. */
export type Value = string | bigint | number | boolean | Uint8Array | ObjectLink;

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n } as const;
const UINT64 = { min: 0n, max: 2n ** 64n - 1n } as const;

/** Whether a value can be one of that type. Nothing is a None: such a resource has no value. */
export function valueFits(type: ResourceType, value: Value): boolean {
  switch (type) {
    case 'String':
      return typeof value === 'string' && value.isWellFormed();
    case 'Integer':
    case 'Time':
      return typeof value === 'bigint' && value >= INT64.min && value <= INT64.max;
    case 'Unsigned Integer':
      return typeof value === 'bigint' && value >= UINT64.min && value <= UINT64.max;
    case 'Float':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'Opaque':
      return value instanceof Uint8Array;
    case 'Objlnk':
      return isObjectLink(value) && isLinkId(value.object) && isLinkId(value.instance);
    case 'None':
      return false;
  }
}

export function isObjectLink(value: Value): value is ObjectLink {
  return typeof value === 'object' && !(value instanceof Uint8Array);
}

function isLinkId(id: number): boolean {
  return Number.isInteger(id) && id >= 0 && id <= 0xffff;
}

/** Same type and same content; NaN equals itself, and -0 equals 0. */
export function sameValue(a: Value, b: Value): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b || (Number.isNaN(a) && Number.isNaN(b));
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0;
  if (isObjectLink(a) && isObjectLink(b)) return a.object === b.object && a.instance === b.instance;
  return a === b;
}

/** `66:0` */
export function formatObjectLink({ object, instance }: ObjectLink): string {
  return `${object}:${instance}`;
}

const OBJECT_LINK = /^(0|[1-9]\d{0,4}):(0|[1-9]\d{0,4})$/;

/** Reads `66:0`; null for anything else. */
export function parseObjectLink(text: string): ObjectLink | null {
  const match = OBJECT_LINK.exec(text);
  if (match === null) return null;
  const link = { object: Number(match[1]), instance: Number(match[2]) };
  return valueFits('Objlnk', link) ? link : null;
}

const SHOWN_BYTES = 16;

/** For people: `"Acme"`, `42`, `true`, `0xcafe`, `0x00… (5000 bytes)`, `66:0`. */
export function formatValue(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Uint8Array) {
    if (value.length === 0) return 'no bytes';
    const shown = `0x${Buffer.from(value.subarray(0, SHOWN_BYTES)).toString('hex')}`;
    return value.length <= SHOWN_BYTES ? shown : `${shown}… (${value.length} bytes)`;
  }
  return isObjectLink(value) ? formatObjectLink(value) : String(value);
}
