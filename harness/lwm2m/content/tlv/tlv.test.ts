import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { growth } from '../../../property/growth.ts';
import { mutated } from '../../../property/mutated.arbitrary.ts';
import type { LocatedTlvEntry, TlvEntry, TlvKind } from './tlv.ts';
import { decodeTlv } from './tlv-decode.ts';
import { encodeTlv } from './tlv-encode.ts';
import type { TlvForm } from './tlv-form.ts';

const none = new Uint8Array();
const id = fc.nat({ max: 0xffff });
const value = fc.uint8Array({ maxLength: 300 });

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

/** Takes TLV apart in hex text, by another way than the decoder; null where it cannot be taken apart. */
function takenApart(text: string): unknown[] | null {
  const found: unknown[] = [];
  let rest = text;
  while (rest !== '') {
    const type = Number.parseInt(rest.slice(0, 2), 16).toString(2).padStart(8, '0');
    const [, kind = '', wide, field = '', short = ''] = /^(..)(.)(..)(...)$/.exec(type) ?? [];
    const idEnd = wide === '1' ? 6 : 4;
    const valueStart = idEnd + 2 * Number.parseInt(field, 2);
    if (rest.length < valueStart) return null;
    const lengthText = rest.slice(idEnd, valueStart);
    const length = lengthText === '' ? Number.parseInt(short, 2) : Number.parseInt(lengthText, 16);
    const value = rest.slice(valueStart, valueStart + 2 * length);
    if (value.length < 2 * length) return null;
    const inner = kind === '00' || kind === '10' ? takenApart(value) : value;
    if (inner === null) return null;
    found.push([kind, Number.parseInt(rest.slice(2, idEnd), 16), inner]);
    rest = rest.slice(valueStart + 2 * length);
  }
  return found;
}

const BITS: Readonly<Record<TlvKind, string>> = {
  'object-instance': '00',
  'resource-instance': '01',
  'multiple-resource': '10',
  resource: '11',
};

function asTakenApart({ kind, id: key, value: bytes, children }: TlvEntry): unknown {
  const holds = kind === 'object-instance' || kind === 'multiple-resource';
  return [BITS[kind], key, holds ? children.map(asTakenApart) : Buffer.from(bytes).toString('hex')];
}

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

  test.each<[number, string]>([
    [0, 'c001'],
    [7, 'c701'],
    [8, 'c80108'],
    [255, 'c801ff'],
    [256, 'd0010100'],
    [65_535, 'd001ffff'],
    [65_536, 'd801010000'],
    [0xff_ffff, 'd801ffffff'],
  ])('writes a value of %d bytes behind the header %s, and reads it', (length, header) => {
    const bytes = encodeTlv([
      { kind: 'resource', id: 1, value: new Uint8Array(length).fill(7), children: [] },
    ]);
    expect(Buffer.from(bytes.subarray(0, header.length / 2)).toString('hex')).toBe(header);
    const { entries: read } = decodeTlv(bytes);
    expect(read?.map(({ value: each }) => [each.length, each.every(byte => byte === 7)])).toEqual([
      [length, true],
    ]);
  });

  test('does not look for a resource instance in an object instance', () => {
    const { entries: read, deviations } = decodeTlv(Uint8Array.of(0x03, 0, 0x41, 0, 1));
    expect(read).toBeNull();
    expect(deviations).toMatchObject([{ code: 'tlv.nesting', offset: 2 }]);
  });

  test('agrees on every damaged payload with a second way to take it apart', () => {
    const damaged = fc.oneof(mutated(entries.map(tree => encodeTlv(tree))), fc.uint8Array({ maxLength: 40 }));
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(damaged, bytes => {
        const { entries: read, deviations } = decodeTlv(bytes);
        const nesting = deviations.some(({ code }) => code === 'tlv.nesting');
        for (const { offset } of deviations) expect(offset).toBeLessThanOrEqual(bytes.length);
        if (nesting) return;
        seen[read === null ? 'refused' : 'taken'] += 1;
        const expected = takenApart(Buffer.from(bytes).toString('hex'));
        expect(read?.map(asTakenApart) ?? null).toEqual(expected);
      }),
      { numRuns: 500 },
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(20);
  });

  test('gives back every tree from every longer form, without deviation', () => {
    const form = fc.record(
      { idBytes: fc.constant(2 as const), lengthBytes: fc.constantFrom(1 as const, 2 as const, 3 as const) },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(entries, form, (tree, longer) => {
        const decoded = decodeTlv(encodeTlv(tree, longer));
        expect(decoded.deviations).toEqual([]);
        expect(decoded.entries?.map(unlocated)).toEqual(tree);
      }),
    );
  });

  test('writes longer forms on purpose', () => {
    const entry: TlvEntry = { kind: 'resource', id: 9, value: Uint8Array.of(100), children: [] };
    const written = (form: TlvForm) => Buffer.from(encodeTlv([entry], form)).toString('hex');
    expect(written({ idBytes: 2 })).toBe('e1000964');
    expect(written({ lengthBytes: 1 })).toBe('c8090164');
    expect(written({ lengthBytes: 3 })).toBe('d80900000164');
    expect(written({ lengthBytes: 1, ignoredBits: 5 })).toBe('cd090164');
    expect(written({ ignoredBits: 5 })).toBe('c10964');
  });

  test('ignores the length bits beside a length field, as it has to, and mentions them', () => {
    const { entries: read, deviations } = decodeTlv(Uint8Array.of(0xcf, 9, 1, 100));
    expect(read).toMatchObject([{ id: 9, value: Uint8Array.of(100) }]);
    expect(deviations).toMatchObject([{ code: 'tlv.length-bits', level: 'should' }]);
  });

  test.each<[string, (size: number) => Uint8Array]>([
    ['entries', size => new Uint8Array(size * 3).map((_, at) => [0xe0, (at / 3) >> 8, at / 3][at % 3] ?? 0)],
    ['entries of the same id', size => new Uint8Array(size * 2).map((_, at) => [0xc0, 1][at % 2] ?? 0)],
    ['empty object instances', size => new Uint8Array(size * 2).map((_, at) => [0x00, at / 2][at % 2] ?? 0)],
  ])('takes time in proportion to the number of %s', (_, bytesOf) => {
    const times = growth(
      size => {
        const bytes = bytesOf(size);
        return () => decodeTlv(bytes);
      },
      2_000,
      8,
    );
    // 8 for linear time, 64 for quadratic.
    expect(times).toBeLessThan(24);
  });

  test.each<[string, TlvEntry]>([
    ['an id beyond 65535', { kind: 'resource', id: 65536, value: none, children: [] }],
    ['a value of 16 MiB', { kind: 'resource', id: 0, value: new Uint8Array(0x100_0000), children: [] }],
  ])('refuses %s', (_, entry) => {
    expect(() => encodeTlv([entry])).toThrow(HarnessBugError);
  });
});
