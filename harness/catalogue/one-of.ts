import { type TUnsafe, Type } from '@sinclair/typebox';

/** A string out of a fixed set, as one `enum`, so that a violation is told in one sentence. */
export function oneOf<const Values extends string>(values: readonly Values[]): TUnsafe<Values> {
  return Type.Unsafe<Values>({ type: 'string', enum: [...values] });
}
