import fc from 'fast-check';

type Mutation = (bytes: Uint8Array) => Uint8Array;

/** Formats have their fields in front. */
const HEADER_BYTES = 12;
const LONGEST_BLOCK = 20;

/**
 * Bytes that were valid until one to three of them were changed, cut off, left out, put in or repeated: such bytes get deep into a
 * decoder, where arbitrary ones do not. `syntax` has characters that are put in more often than others.
 */
export function mutated(valid: fc.Arbitrary<Uint8Array>, syntax = ''): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(valid, syntax === '' ? anyMutations : mutationsWith(Buffer.from(syntax)))
    .map(([bytes, mutations]) => mutations.reduce((result, mutation) => mutation(result), bytes));
}

const anyMutations = mutationsWith(new Uint8Array());

function mutationsWith(syntax: Uint8Array): fc.Arbitrary<Mutation[]> {
  const place = fc.oneof(fc.nat(), fc.nat({ max: HEADER_BYTES }));
  const byte = fc.nat({ max: 255 });
  const inserted = fc.array(syntax.length === 0 ? byte : fc.oneof(fc.constantFrom(...syntax), byte), {
    minLength: 1,
    maxLength: 4,
  });
  const one = fc.oneof(
    fc.tuple(place, fc.nat({ max: 7 })).map(([at, bit]) => changed(at, byte => byte ^ (1 << bit))),
    fc.tuple(place, inserted).map(([at, [value = 0]]) => changed(at, () => value)),
    place.map(at => spliced(at, (before, after) => [before, after.subarray(after.length)])),
    place.map(at => spliced(at, (before, after) => [before, after.subarray(1)])),
    fc.tuple(place, inserted).map(([at, more]) => spliced(at, (before, after) => [before, more, after])),
    fc
      .tuple(place, fc.integer({ min: 1, max: LONGEST_BLOCK }))
      .map(([at, length]) => spliced(at, (before, after) => [before, after.subarray(0, length), after])),
  );
  return fc.array(one, { minLength: 1, maxLength: 3 });
}

function changed(place: number, change: (byte: number) => number): Mutation {
  return bytes => bytes.map((byte, index) => (index === place % bytes.length ? change(byte) : byte));
}

function spliced(
  place: number,
  parts: (before: Uint8Array, after: Uint8Array) => readonly Iterable<number>[],
): Mutation {
  return bytes => {
    const at = place % (bytes.length + 1);
    return Uint8Array.from(parts(bytes.subarray(0, at), bytes.subarray(at)).flatMap(part => [...part]));
  };
}
