import type { ResourceType, Value } from '../../value.ts';

export interface ForeignValue {
  readonly type: ResourceType;
  readonly value: Value;
}

/**
 * Values of other types: a text that is no number and no base64, bytes whose length no number has, and so on, so that as
 * few as possible read as the type where a format does not write types.
 */
export function foreignValues(type: ResourceType): readonly ForeignValue[] {
  return ALL.filter(foreign => foreign.type !== type && !ALIKE[type].includes(foreign.type));
}

/** Whether text/plain and TLV, which write no types, show that the value is of another type. */
export function isEvidentEverywhere(type: ResourceType, { type: other }: ForeignValue): boolean {
  switch (type) {
    case 'None':
    case 'Boolean':
      return true;
    case 'String':
    case 'Opaque':
      return false;
    case 'Objlnk':
      // These have four bytes in TLV, as a link has.
      return other !== 'Float' && other !== 'Time';
    default:
      return other === 'String' || other === 'Opaque';
  }
}

const ALL: readonly ForeignValue[] = [
  { type: 'String', value: 'no value!' },
  { type: 'Integer', value: -42n },
  { type: 'Unsigned Integer', value: 2n ** 64n - 1n },
  { type: 'Float', value: 1.5 },
  { type: 'Boolean', value: true },
  { type: 'Opaque', value: Uint8Array.of(0xc3, 0x28, 0xff) },
  { type: 'Time', value: 1_700_000_000n },
  { type: 'Objlnk', value: { object: 3, instance: 0 } },
];

/** Types whose values cannot be told apart: an Integer is as good a Time. */
const ALIKE: Readonly<Record<ResourceType, readonly ResourceType[]>> = {
  String: [],
  Integer: ['Unsigned Integer', 'Time'],
  'Unsigned Integer': ['Integer', 'Time'],
  Float: ['Integer', 'Unsigned Integer', 'Time'],
  Boolean: [],
  Opaque: [],
  Time: ['Integer', 'Unsigned Integer'],
  Objlnk: [],
  None: [],
};
