import fc from 'fast-check';

type Mutation = (bytes: Uint8Array) => Uint8Array;

const at = (place: number, bytes: Uint8Array) => place % (bytes.length + 1);

const flip = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(
  ([place, mask]): Mutation =>
    bytes =>
      bytes.map((byte, index) => (index === at(place, bytes) ? byte ^ mask : byte)),
);
const truncate = fc.nat().map(
  (place): Mutation =>
    bytes =>
      bytes.slice(0, at(place, bytes)),
);
const insert = fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })).map(
  ([place, more]): Mutation =>
    bytes => {
      const index = at(place, bytes);
      return new Uint8Array(Buffer.concat([bytes.subarray(0, index), more, bytes.subarray(index)]));
    },
);
/** In the first bytes, where the fields are. */
const flipEarly = fc.tuple(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 255 })).map(
  ([place, mask]): Mutation =>
    bytes =>
      bytes.map((byte, index) => (index === place ? byte ^ mask : byte)),
);

/** Bytes that were valid until one to three of them were changed, cut off or added: those get deep into a decoder. */
export function mutated(valid: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  const mutations = fc.array(fc.oneof(flip, flipEarly, truncate, insert), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(valid, mutations)
    .map(([bytes, steps]) => steps.reduce((result, mutation) => mutation(result), bytes));
}
