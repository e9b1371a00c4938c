import { isUtf8 } from 'node:buffer';
import { type Token, Tokenizer } from 'cborg';
import type { Deviation } from '../../../coap/message/deviation.ts';
import { deviationsOf } from '../../../coap/message/deviation.ts';
import { type CborEntry, type CborItem, keyOf } from './cbor-item.ts';

/** Null when the bytes cannot be taken apart; the last deviation then says where and why. */
export interface ReadCbor {
  readonly item: CborItem | null;
  readonly deviations: readonly Deviation[];
}

/** No format of LwM2M nests deeper than six; what is deeper would only be there to exhaust the stack. */
const MAX_DEPTH = 16;
const UINT = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const TAG = 6;
const INDEFINITE = 31;
const BREAK = 0xff;

const TOKENIZER_OPTIONS = { allowBigInt: true, allowIndefinite: true, allowUndefined: true } as const;
/** The one of cborg takes a leading U+FEFF away. */
const textDecoder = new TextDecoder('utf-8', { ignoreBOM: true });
const deviation = deviationsOf('cbor', 'RFC 8949 §3');

/**
 * Reads the one data item of a payload. Total: linear time, memory by what is there and not by what is announced.
 * Text that is not UTF-8 keeps U+FFFD in place of what is wrong. Of equal map keys the first counts.
 */
export function readCbor(payload: Uint8Array): ReadCbor {
  const bytes = new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  return new ItemReader(bytes).readOnly();
}

class ItemReader {
  readonly #bytes: Uint8Array;
  readonly #deviations: Deviation[] = [];
  #tokens: Tokenizer;
  /** Where the tokens start in the payload. */
  #base = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#tokens = new Tokenizer(bytes, TOKENIZER_OPTIONS);
  }

  readOnly(): ReadCbor {
    if (this.#bytes.length === 0) {
      this.#fault('empty', 'No bytes where a data item is due', 0);
      return { item: null, deviations: this.#deviations };
    }
    const item = this.#item(0);
    const end = this.#offset();
    if (item !== null && end < this.#bytes.length) {
      const message = `${this.#bytes.length - end} bytes behind the data item`;
      this.#deviations.push(deviation('trailing', message, end, { clause: 'RFC 8949 §5.1' }));
    }
    return { item, deviations: this.#deviations };
  }

  #offset(): number {
    return this.#base + this.#tokens.pos();
  }

  #item(depth: number): CborItem | null {
    const offset = this.#offset();
    const initial = this.#bytes[offset];
    if (initial === undefined) return this.#fault('truncated', 'The bytes end where an item is due', offset);
    const major = initial >> 5;
    const info = initial & 31;
    if (info > 27 || (major === 7 && (info < 20 || info === 24))) {
      const unusual = this.#unusual(major, info, offset);
      if (unusual !== 'container') return unusual;
    }
    if (depth === MAX_DEPTH && major >= ARRAY && major <= TAG) {
      return this.#fault('depth', `Items nested more than ${MAX_DEPTH} deep`, offset);
    }

    const token = this.#token(offset);
    if (token === null) return null;
    if (info >= 24 && info <= 27 && major < 7) this.#judgeLength(info, offset);
    switch (major) {
      case UINT:
      case NEGATIVE:
        return { kind: 'integer', value: token.value, offset };
      case BYTES:
        return { kind: 'bytes', value: token.value, offset };
      case TEXT:
        return { kind: 'text', value: this.#text(token, offset), offset };
      case ARRAY:
        return this.#array(info === INDEFINITE ? null : token.value, offset, depth);
      case MAP:
        return this.#map(info === INDEFINITE ? null : token.value, offset, depth);
      case TAG: {
        const content = this.#item(depth + 1);
        return content === null ? null : { kind: 'tag', tag: token.value, content, offset };
      }
      default:
        if (info < 22) return { kind: 'boolean', value: info === 21, offset };
        if (info < 24) return { kind: 'simple', value: info, offset };
        return { kind: 'float', value: token.value, width: info === 25 ? 2 : info === 26 ? 4 : 8, offset };
    }
  }

  /** What the tokenizer does not know; null together with a fault. */
  #unusual(major: number, info: number, offset: number): CborItem | null | 'container' {
    if (info >= 28 && info <= 30) {
      return this.#fault('reserved', `Additional information ${info}, which is reserved`, offset);
    }
    if (info === INDEFINITE) {
      if (major === ARRAY || major === MAP) return 'container';
      if (major === BYTES || major === TEXT) return this.#chunks(major, offset);
      if (major === 7) return this.#fault('break', 'A break where an item is due', offset);
      return this.#fault('reserved', `Indefinite length for major type ${major}`, offset);
    }
    if (info < 20) {
      this.#moveTo(offset + 1);
      return { kind: 'simple', value: info, offset };
    }
    const value = this.#bytes[offset + 1];
    if (value === undefined) return this.#fault('truncated', 'The bytes end inside a simple value', offset);
    if (value < 32) return this.#fault('reserved', `Simple value ${value} in two bytes`, offset);
    this.#moveTo(offset + 2);
    return { kind: 'simple', value, offset };
  }

  /** A string in chunks (RFC 8949 §3.2.3). */
  #chunks(major: number, offset: number): CborItem | null {
    const chunks: Uint8Array[] = [];
    this.#moveTo(offset + 1);
    for (let at = offset + 1; this.#bytes[at] !== BREAK; at = this.#offset()) {
      const initial = this.#bytes[at];
      if (initial === undefined) return this.#fault('truncated', 'No break ends the string', offset);
      if (initial >> 5 !== major || (initial & 31) > 27) {
        return this.#fault('chunk', 'A string holds something else than chunks of its own type', at);
      }
      const token = this.#token(at);
      if (token === null) return null;
      if ((initial & 31) >= 24) this.#judgeLength(initial & 31, at);
      chunks.push(this.#bytes.subarray(this.#offset() - lengthOf(token, initial), this.#offset()));
      if (major === TEXT) this.#text(token, at);
    }
    this.#moveTo(this.#offset() + 1);
    const value = new Uint8Array(Buffer.concat(chunks));
    return major === BYTES
      ? { kind: 'bytes', value, offset }
      : { kind: 'text', value: textDecoder.decode(value), offset };
  }

  #array(count: number | null, offset: number, depth: number): CborItem | null {
    if (count !== null && !this.#isThere(count, offset)) return null;
    const items: CborItem[] = [];
    while (count === null ? !this.#takeBreak() : items.length < count) {
      const item = this.#item(depth + 1);
      if (item === null) return null;
      items.push(item);
    }
    return { kind: 'array', items, offset };
  }

  #map(count: number | null, offset: number, depth: number): CborItem | null {
    if (count !== null && !this.#isThere(count * 2, offset)) return null;
    const entries: CborEntry[] = [];
    const keys = new Set<string | number | bigint>();
    for (let at = 0; count === null ? !this.#takeBreak() : at < count; at++) {
      const key = this.#item(depth + 1);
      if (key === null) return null;
      const value = this.#item(depth + 1);
      if (value === null) return null;
      const identity = keyOf(key);
      if (!keys.has(identity)) entries.push({ key, value });
      else {
        const message = 'The same map key more than once';
        this.#deviations.push(deviation('duplicate-key', message, key.offset, { clause: 'RFC 8949 §5.6' }));
      }
      keys.add(identity);
    }
    return { kind: 'map', entries, offset };
  }

  /** Every item has one byte at least, so that more items than bytes need no look. */
  #isThere(items: number, offset: number): boolean {
    const left = this.#bytes.length - this.#offset();
    if (items <= left) return true;
    this.#fault('truncated', `${items} items announced where ${left} bytes are left`, offset);
    return false;
  }

  #takeBreak(): boolean {
    const offset = this.#offset();
    if (this.#bytes[offset] !== BREAK) return false;
    this.#moveTo(offset + 1);
    return true;
  }

  #text(token: Token, offset: number): string {
    const text: string = token.value;
    const initial = this.#bytes[offset] ?? 0;
    const start = this.#offset() - lengthOf(token, initial);
    const marked = this.#bytes[start] === 0xef && this.#bytes[start + 1] === 0xbb;
    if (!marked && !text.includes('\ufffd')) return text;
    const bytes = this.#bytes.subarray(start, this.#offset());
    if (!isUtf8(bytes)) {
      const message = 'Text that is not UTF-8';
      this.#deviations.push(deviation('utf8', message, offset, { clause: 'RFC 8949 §3.1' }));
    }
    return textDecoder.decode(bytes);
  }

  /** What remains to go wrong here is that the bytes end. */
  #token(offset: number): Token | null {
    try {
      return this.#tokens.next();
    } catch {
      return this.#fault('truncated', 'The bytes end inside an item', offset);
    }
  }

  #judgeLength(info: number, offset: number): void {
    const width = 2 ** (info - 24);
    if (width === 1 ? (this.#bytes[offset + 1] ?? 0) >= 24 : !this.#isZero(offset + 1, width / 2)) return;
    const message = `An integer or length of ${width + 1} bytes that fits into fewer`;
    const other = { clause: 'RFC 8949 §4.1', level: 'should' } as const;
    this.#deviations.push(deviation('not-shortest', message, offset, other));
  }

  #isZero(offset: number, length: number): boolean {
    for (let at = offset; at < offset + length; at++) if (this.#bytes[at] !== 0) return false;
    return true;
  }

  /** The tokenizer cannot be told to skip, but another one costs next to nothing. */
  #moveTo(offset: number): void {
    this.#base = offset;
    this.#tokens = new Tokenizer(this.#bytes.subarray(offset), TOKENIZER_OPTIONS);
  }

  #fault(code: string, message: string, offset: number): null {
    this.#deviations.push(deviation(code, message, offset));
    return null;
  }
}

/** Of the content of a string, in bytes. */
function lengthOf(token: Token, initial: number): number {
  const info = initial & 31;
  return (token.encodedLength ?? 0) - 1 - (info < 24 ? 0 : 2 ** (info - 24));
}
