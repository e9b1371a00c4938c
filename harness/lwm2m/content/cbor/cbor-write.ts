import { encode, Token, Type } from 'cborg';

/** Data items in the order of their bytes; the entries of an array or map follow its head. */
export type CborTokens = readonly Token[];

/** −2⁶⁴ to 2⁶⁴−1 */
export function integerToken(value: number | bigint): Token {
  return new Token(value < 0 ? Type.negint : Type.uint, value);
}

/** In the shortest width that holds the very same number; a float also where it has no fraction. */
export function floatToken(value: number): Token {
  return new Token(Type.float, value);
}

export function textToken(value: string): Token {
  return new Token(Type.string, value);
}

export function bytesToken(value: Uint8Array): Token {
  return new Token(Type.bytes, value);
}

export function booleanToken(value: boolean): Token {
  return new Token(value ? Type.true : Type.false, value);
}

export function nullToken(): Token {
  return new Token(Type.null, null);
}

export function arrayHead(items: number): Token {
  return new Token(Type.array, items);
}

export function mapHead(entries: number): Token {
  return new Token(Type.map, entries);
}

export function tagHead(tag: number): Token {
  return new Token(Type.tag, tag);
}

/** Bytes in preferred serialization (RFC 8949 §4.1), items in the order given. */
export function writeCbor(tokens: CborTokens): Uint8Array {
  return encode(tokens, { typeEncoders: { Array: (items: Token[]) => items } });
}
