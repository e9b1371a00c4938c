import type { CborItem, CborTag } from './cbor-item.ts';

/** Seconds since 1970 (RFC 8949 §3.4.2). */
export const EPOCH_TIME = 1;
/** A date in words (RFC 8949 §3.4.1). */
const DATE_TIME = 0;
const RFC_3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:[Zz]|[+-]\d\d:\d\d)$/;

export function isTimeTag({ tag }: CborTag): boolean {
  return tag === EPOCH_TIME || tag === DATE_TIME;
}

/** Whole seconds since 1970 of a date in words; null for anything else. */
export function secondsInWords(item: CborItem): bigint | null {
  if (item.kind !== 'tag' || item.tag !== DATE_TIME || item.content.kind !== 'text') return null;
  const text = item.content.value;
  const milliseconds = RFC_3339.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : BigInt(Math.floor(milliseconds / 1000));
}
