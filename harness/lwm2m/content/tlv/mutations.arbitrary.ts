/** Valid encodings with small damage, which get deeper into a decoder than arbitrary bytes do. */
import fc from 'fast-check';

const change = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: fc.nat(), bit: fc.nat({ max: 7 }) }),
  fc.record({ kind: fc.constant('truncate' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), byte: fc.nat({ max: 255 }) }),
  fc.record({ kind: fc.constant('remove' as const), at: fc.nat() }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), length: fc.nat({ max: 20 }) }),
);

/** One to three changes to each of the encodings that `valid` gives. */
export function mutated(valid: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(valid, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([bytes, changes]) => changes.reduce(apply, bytes));
}

type Change = typeof change extends fc.Arbitrary<infer Each> ? Each : never;

function apply(bytes: Uint8Array, { at: where, ...how }: Change): Uint8Array {
  const at = where % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (how.kind) {
    case 'flip':
      return bytes.map((byte, index) => (index === at ? byte ^ (1 << how.bit) : byte));
    case 'truncate':
      return before;
    case 'insert':
      return joined(before, Uint8Array.of(how.byte), after);
    case 'remove':
      return joined(before, after.subarray(1));
    case 'repeat':
      return joined(before, after.subarray(0, how.length), after);
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
