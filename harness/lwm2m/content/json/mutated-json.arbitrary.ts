import type fc from 'fast-check';
import { mutated } from '../../../property/mutated.arbitrary.ts';

/** Texts that were JSON until a few of their characters were changed, mostly to others that JSON knows. */
export function mutatedJson(valid: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> {
  return mutated(valid, '[]{}",:-.0123456789eE/ \\ntbvsdlo_');
}
