import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { LocatedTlvEntry, TlvEntry, TlvKind } from './tlv.ts';
import { decodeTlv } from './tlv-decode.ts';
import { encodeTlv } from './tlv-encode.ts';

const none = new Uint8Array();
const id = fc.nat({ max: 0xffff });
const value = fc.oneof(
  { weight: 20, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: fc.constantFrom(0xffff, 0x1_0000).map(length => new Uint8Array(length).fill(7)) },
);

const valueEntry = (kind: TlvKind): fc.Arbitrary<TlvEntry> =>
  fc.record({ kind: fc.constant(kind), id, value, children: fc.constant([]) });

const parentEntry = (kind: TlvKind, child: fc.Arbitrary<TlvEntry>): fc.Arbitrary<TlvEntry> =>
  fc.record({ kind: fc.constant(kind), id, value: fc.constant(none), children: siblings(child) });

function siblings(entry: fc.Arbitrary<TlvEntry>): fc.Arbitrary<TlvEntry[]> {
  return fc.uniqueArray(entry, { selector: ({ id: key }) => key, maxLength: 4 });
}

const multiple = parentEntry('multiple-resource', valueEntry('resource-instance'));
const resource = fc.oneof(valueEntry('resource'), multiple);
const entries = siblings(
  fc.oneof(resource, parentEntry('object-instance', resource), valueEntry('resource-instance')),
);

function unlocated({ kind, id: key, value: bytes, children }: LocatedTlvEntry): TlvEntry {
  return { kind, id: key, value: bytes, children: children.map(unlocated) };
}

/** Far more than a linear decoder needs, far less than a quadratic one. */
const LINEAR_MS = 3000;

describe('raw TLV', () => {
  test('gives back every tree that was encoded, without deviation', () => {
    fc.assert(
      fc.property(entries, tree => {
        const decoded = decodeTlv(encodeTlv(tree));
        expect(decoded.deviations).toEqual([]);
        expect(decoded.entries?.map(unlocated)).toEqual(tree);
      }),
    );
  });

  test('tells where each entry and its value start', () => {
    const decoded = decodeTlv(Uint8Array.of(0xc1, 9, 100, 0x83, 11, 0x41, 0, 0));
    expect(decoded.entries).toMatchObject([
      { id: 9, offset: 0, valueOffset: 2 },
      { id: 11, offset: 3, valueOffset: 5, children: [{ id: 0, offset: 5, valueOffset: 7 }] },
    ]);
  });

  test('takes the second identifier byte from 256 on', () => {
    const header = (key: number) => [
      ...encodeTlv([{ kind: 'resource', id: key, value: none, children: [] }]),
    ];
    expect([0, 255, 256, 65535].map(header)).toEqual([
      [0xc0, 0],
      [0xc0, 255],
      [0xe0, 1, 0],
      [0xe0, 255, 255],
    ]);
  });

  test('does not look for a resource instance in an object instance', () => {
    const { entries: read, deviations } = decodeTlv(Uint8Array.of(0x03, 0, 0x41, 0, 1));
    expect(read).toBeNull();
    expect(deviations).toMatchObject([{ code: 'tlv.nesting', offset: 2 }]);
  });

  test('reads hundreds of thousands of entries in a moment', () => {
    const bytes = new Uint8Array(600_000).map(
      (_, index) => [0xe0, (index / 3) >> 8, index / 3][index % 3] ?? 0,
    );
    const started = performance.now();
    const { entries: read } = decodeTlv(bytes);
    expect(performance.now() - started).toBeLessThan(LINEAR_MS);
    expect(read).toHaveLength(200_000);
  });

  test.each<[string, TlvEntry]>([
    ['an id beyond 65535', { kind: 'resource', id: 65536, value: none, children: [] }],
    ['a value of 16 MiB', { kind: 'resource', id: 0, value: new Uint8Array(0x100_0000), children: [] }],
  ])('refuses %s', (_, entry) => {
    expect(() => encodeTlv([entry])).toThrow(HarnessBugError);
  });
});
