import { type ResourceType, type Value, valueFits } from '../value.ts';

/** Both ends belong to it. bigint for whole numbers, number for Float and for lengths. */
export interface Interval {
  readonly min: bigint | number;
  readonly max: bigint | number;
}

/** What a definition allows besides the type (`RangeEnumeration` of an object definition file). */
export type Range =
  /** The number itself lies in one of the intervals. */
  | { readonly kind: 'numbers'; readonly intervals: readonly Interval[] }
  /** The length of a String (in UTF-8) or Opaque, in bytes, lies in one of the intervals. */
  | { readonly kind: 'lengths'; readonly intervals: readonly Interval[] }
  /** The String is one of these. */
  | { readonly kind: 'texts'; readonly texts: readonly string[] }
  /** It says something that only a person understands; nothing is refused for it. */
  | { readonly kind: 'unread'; readonly text: string };

/** Whether a value of the right type is inside what the definition allows. */
export function inRange(range: Range | undefined, value: Value): boolean {
  switch (range?.kind) {
    case undefined:
    case 'unread':
      return true;
    case 'numbers':
      return (typeof value === 'bigint' || typeof value === 'number') && contains(range.intervals, value);
    case 'lengths': {
      const length = lengthOf(value);
      return length !== null && contains(range.intervals, length);
    }
    case 'texts':
      return typeof value === 'string' && range.texts.includes(value);
  }
}

/** Bytes of a String or Opaque on the wire; null for other values. */
export function lengthOf(value: Value): number | null {
  if (typeof value === 'string') return Buffer.byteLength(value, 'utf8');
  return value instanceof Uint8Array ? value.length : null;
}

/** As `parseRange` reads it. */
export function formatRange(range: Range): string {
  switch (range.kind) {
    case 'numbers':
      return formatIntervals(range.intervals);
    case 'lengths':
      return `${formatIntervals(range.intervals)} bytes`;
    case 'texts':
      return range.texts.map(quoted).join(',');
    case 'unread':
      return range.text;
  }
}

/**
 * Reads `0..100`, `0-255 bytes`, `-110..-48`, `0x00..0xFF`, `0,1,2`, `16,32,48 bytes`, `U,UQ,S`, `8 bit` for a resource of a
 * type. What cannot be understood, or holds for no value of the type, is `unread`; null for text that limits nothing.
 */
export function parseRange(type: ResourceType, text: string): Range | null {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  if (trimmed === '') return null;
  return understood(type, trimmed) ?? { kind: 'unread', text: trimmed };
}

function understood(type: ResourceType, text: string): Range | null {
  const [, list = '', unit = ''] = WITH_UNIT.exec(text) ?? [];
  const unitIs = (name: string): boolean => unit.toLowerCase().startsWith(name);
  switch (type) {
    case 'Integer':
    case 'Unsigned Integer':
    case 'Time': {
      if (type === 'Unsigned Integer' && unitIs('bit')) return bits(list);
      return unit === '' ? numbers(list, wholeNumber, value => valueFits(type, value)) : null;
    }
    case 'Float':
      return unit === '' ? numbers(list, decimal, Number.isFinite) : null;
    case 'Opaque':
      if (unitIs('bit')) return wholeBytes(list);
      return lengths(list, unitIs('b') || unitIs('o') ? 1 : 2);
    case 'String':
      return unit === '' && !INTERVAL.test(list) ? texts(list) : lengths(list, 2);
    case 'Boolean':
    case 'Objlnk':
    case 'None':
      return null;
  }
}

const WITH_UNIT = /^(.*?)(?: ?-?(bytes?|octets?|bits?))?$/i;
const NUMBER = String.raw`-?(?:0x[0-9a-f]{1,16}|\d{1,22}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?)`;
const INTERVAL = new RegExp(String.raw`^(${NUMBER}) ?(?:\.\.\.?|-|–|to) ?(${NUMBER})$`, 'i');
const SINGLE = new RegExp(`^${NUMBER}$`, 'i');
const PLAIN_TEXT = /^[\w.+:/-]+$/;
const TEXT = /^(?:"[^"]+"|'[^']+'|[\w.+:/-]+)$/;

type Read = (text: string) => bigint | number | null;

function numbers(list: string, read: Read, fits: (value: never) => boolean): Range | null {
  const intervals = intervalsOf(list, read, 2);
  const inType = intervals?.every(({ min, max }) => [min, max].every(end => fits(end as never))) ?? false;
  return intervals === null || !inType ? null : { kind: 'numbers', intervals };
}

/** @param fewest how many single numbers a list needs: one alone may be a limit as well as the only value. */
function lengths(list: string, fewest: number): Range | null {
  const length: Read = text => {
    const value = wholeNumber(text);
    return value === null || value < 0n || value > Number.MAX_SAFE_INTEGER ? null : Number(value);
  };
  const intervals = intervalsOf(list, length, fewest);
  return intervals === null ? null : { kind: 'lengths', intervals };
}

function texts(list: string): Range | null {
  const items = list.split(',').map(item => item.trim());
  if (!items.every(item => TEXT.test(item))) return null;
  const distinct = [...new Set(items.map(item => item.replace(/^(["'])(.*)\1$/, '$2')))];
  // One text alone may be a remark as well as the only value.
  return distinct.length < 2 ? null : { kind: 'texts', texts: distinct };
}

function quoted(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}

function bits(text: string): Range | null {
  const count = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (count < 1 || count > 64) return null;
  return { kind: 'numbers', intervals: [{ min: 0n, max: 2n ** BigInt(count) - 1n }] };
}

function wholeBytes(text: string): Range | null {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (count === 0 || count % 8 !== 0) return null;
  return { kind: 'lengths', intervals: [{ min: count / 8, max: count / 8 }] };
}

function intervalsOf(list: string, read: Read, fewest: number): readonly Interval[] | null {
  const items = dashed(list) ?? list.split(/[,;|]/).map(item => item.trim());
  const intervals = items.map((item): Interval | null => {
    const [, from = item, to = item] = INTERVAL.exec(item) ?? [];
    const [min, max] = [from, to].map(end => (SINGLE.test(end) ? read(end) : null));
    if (min === undefined || max === undefined || min === null || max === null) return null;
    return min <= max ? { min, max } : null;
  });
  const known = intervals.filter(interval => interval !== null);
  if (known.length < items.length) return null;
  return items.length >= fewest || items.some(item => INTERVAL.test(item)) ? known : null;
}

/** `16-32-48`: a list, because an interval has two ends. */
function dashed(list: string): readonly string[] | null {
  return /^\d+(?:-\d+){2,}$/.test(list) ? list.split('-') : null;
}

function wholeNumber(text: string): bigint | null {
  const [, sign = '', digits = ''] = /^(-?)(0x[0-9a-f]+|\d+)$/i.exec(text) ?? [];
  if (digits === '') return null;
  return sign === '-' ? -BigInt(digits) : BigInt(digits);
}

function decimal(text: string): number | null {
  // -0 counts as 0.
  return /x/i.test(text) ? null : Number(text) + 0;
}

function contains(intervals: readonly Interval[], value: bigint | number): boolean {
  return intervals.some(({ min, max }) => value >= min && value <= max);
}

function formatIntervals(intervals: readonly Interval[]): string {
  return intervals.map(({ min, max }) => `${min}..${max}`).join(',');
}
