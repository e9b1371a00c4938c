/** A CBOR data item as it was written (RFC 8949 §3), with the byte offset of its first byte in the payload. */
export type CborItem =
  | CborInteger
  | CborFloat
  | CborBytes
  | CborText
  | CborArray
  | CborMap
  | CborTag
  | CborBoolean
  | CborSimple;

export interface CborInteger {
  readonly kind: 'integer';
  /** −2⁶⁴ to 2⁶⁴−1; a bigint only where a number would round. */
  readonly value: number | bigint;
  readonly offset: number;
}

/** A float stays one where it has no fraction. */
export interface CborFloat {
  readonly kind: 'float';
  readonly value: number;
  /** Width in bytes. */
  readonly width: 2 | 4 | 8;
  readonly offset: number;
}

export interface CborBytes {
  readonly kind: 'bytes';
  readonly value: Uint8Array;
  readonly offset: number;
}

export interface CborText {
  readonly kind: 'text';
  readonly value: string;
  readonly offset: number;
}

export interface CborArray {
  readonly kind: 'array';
  readonly items: readonly CborItem[];
  readonly offset: number;
}

export interface CborMap {
  readonly kind: 'map';
  /** In the order of the payload, every key once. */
  readonly entries: readonly CborEntry[];
  readonly offset: number;
}

export interface CborEntry {
  readonly key: CborItem;
  readonly value: CborItem;
}

export interface CborTag {
  readonly kind: 'tag';
  readonly tag: number | bigint;
  readonly content: CborItem;
  readonly offset: number;
}

export interface CborBoolean {
  readonly kind: 'boolean';
  readonly value: boolean;
  readonly offset: number;
}

/** 22 is null, 23 undefined; the others have no meaning yet (RFC 8949 §3.3). */
export interface CborSimple {
  readonly kind: 'simple';
  readonly value: number;
  readonly offset: number;
}

export const NULL = 22;

const ARTICLES: Readonly<Record<CborItem['kind'], string>> = {
  integer: 'an integer',
  float: 'a float',
  bytes: 'a byte string',
  text: 'a text string',
  array: 'an array',
  map: 'a map',
  tag: 'a tag',
  boolean: 'a Boolean',
  simple: 'a simple value',
};

/** For messages: `an integer`, `null`, `tag 24`. */
export function describeItem(item: CborItem): string {
  if (item.kind === 'tag') return `tag ${item.tag}`;
  if (item.kind !== 'simple') return ARTICLES[item.kind];
  if (item.value === NULL) return 'null';
  return item.value === 23 ? 'undefined' : `simple value ${item.value}`;
}

/** Equal for equal items only, as map keys are compared (RFC 8949 §5.6.1): 1 and 1.0 differ. */
export function keyOf(item: CborItem): string | number | bigint {
  switch (item.kind) {
    case 'integer':
      return item.value;
    case 'text':
      return `t${item.value.length}:${item.value}`;
    case 'bytes':
      return `b${Buffer.from(item.value).toString('hex')}`;
    case 'float':
      return Object.is(item.value, -0) ? 'f-0' : `f${item.value}`;
    case 'array':
      return `[${item.items.map(keyOf).join()}]`;
    case 'map':
      return `{${item.entries
        .map(({ key, value }) => `${keyOf(key)}=${keyOf(value)}`)
        .sort()
        .join()}}`;
    case 'tag':
      return `c${item.tag}(${keyOf(item.content)})`;
    case 'boolean':
      return item.value ? 'true' : 'false';
    case 'simple':
      return `s${item.value}`;
  }
}
