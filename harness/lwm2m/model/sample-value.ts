import type { Value } from '../value.ts';
import type { ResourceDefinition } from './object-definition.ts';
import type { Interval } from './range.ts';

/** 2023-11-14 */
const A_TIME = 1_700_000_000n;
/** Bytes; longer values are not worth making. */
const LONGEST = 65_536;
const DEVICE_OBJECT = { object: 3, instance: 0 } as const;

/** One ordinary value that the definition allows, the same each time; null for a resource that has none, or only huge ones. */
export function sampleValue({ type, range, name }: ResourceDefinition): Value | null {
  const [first] = range !== undefined && 'intervals' in range ? range.intervals : [];
  if (range?.kind === 'lengths' && first !== undefined && first.min > LONGEST) return null;
  switch (type) {
    case 'String':
      if (range?.kind === 'texts') return range.texts[0] ?? '';
      return first === undefined ? name : asciiOf(name, Number(first.min), Number(first.max));
    case 'Opaque':
      return first === undefined ? Uint8Array.of(1, 2, 3) : new Uint8Array(Number(first.min)).fill(1);
    case 'Integer':
    case 'Unsigned Integer':
      return BigInt(nearest(first, 1n));
    case 'Time':
      return BigInt(nearest(first, A_TIME));
    case 'Float':
      return Number(nearest(first, 1.5));
    case 'Boolean':
      return true;
    case 'Objlnk':
      return DEVICE_OBJECT;
    case 'None':
      return null;
  }
}

/** A byte a character, so that the length is what it looks like. */
function asciiOf(name: string, min: number, max: number): string {
  const text = /^[ -~]*$/.test(name) ? name : 'sample';
  return text.padEnd(min, '.').slice(0, max);
}

function nearest(interval: Interval | undefined, wanted: bigint | number): bigint | number {
  if (interval === undefined) return wanted;
  if (wanted < interval.min) return interval.min;
  return wanted > interval.max ? interval.max : wanted;
}
