import { createScanner, type JSONScanner } from 'jsonc-parser';
import type { Deviation } from '../../../coap/message/deviation.ts';
import { readJsonLiteral } from './json-literal.ts';
import {
  type JsonArray,
  type JsonDocument,
  type JsonObject,
  type JsonValue,
  jsonDeviation,
  MAX_DEPTH,
} from './json-value.ts';

/** Kinds of tokens and faults of jsonc-parser, whose own names exist for its compiler only. */
const Token = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  text: 10,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  blanks: 15,
  end: 17,
} as const;
const CONTROL_CHARACTER = 6;

/** What ends a literal, however wrong it is. */
const LITERAL = /[^\s,:[\]{}"/]+/y;

export interface LocatedJson {
  /** Null when the text cannot be taken apart, and then the last deviation tells why. */
  readonly document: JsonDocument | null;
  readonly deviations: readonly Deviation[];
}

const BYTE_ORDER_MARK = '\ufeff';

/** Reads JSON with offsets and tells everything that is wrong with it. Total and linear; recursion stays in MAX_DEPTH. */
export function locatedJson(text: string): LocatedJson {
  return new LocatedReader(text).readDocument();
}

class LocatedReader {
  readonly #text: string;
  readonly #scanner: JSONScanner;
  readonly #deviations: Deviation[] = [];
  readonly #offsets = new Map<JsonArray | JsonObject, number>();
  /** A position in the text with its offset in bytes: tokens come in their order. */
  #known = { at: 0, bytes: 0 };
  #token: number = Token.end;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#scanner = createScanner(text);
  }

  readDocument(): LocatedJson {
    if (this.#text.startsWith(BYTE_ORDER_MARK)) {
      this.#report('byte-order-mark', 'Byte order mark in front', 'RFC 8259 §8.1');
      this.#scanner.setPosition(BYTE_ORDER_MARK.length);
    }
    this.#next();
    const root = this.#readValue(MAX_DEPTH);
    if (root === undefined) return { document: null, deviations: this.#deviations };
    if (!this.#is(Token.end)) this.#report('trailing', 'Text behind the end of the document');
    const offsets = this.#offsets;
    const document = { root, offsetOf: (container: JsonArray | JsonObject) => offsets.get(container) ?? 0 };
    return { document, deviations: this.#deviations };
  }

  /** Goes to the next token that is neither blank nor comment. */
  #next(): void {
    for (;;) {
      this.#token = this.#scanner.scan();
      this.#at = this.#scanner.getTokenOffset();
      if (this.#is(Token.lineComment) || this.#is(Token.blockComment)) {
        this.#report('comment', 'A comment, which JSON does not have');
      } else if (!this.#is(Token.blanks) && !this.#is(Token.lineBreak)) return;
    }
  }

  #is(token: number): boolean {
    return this.#token === token;
  }

  /** Undefined together with a deviation that tells why there is no value. */
  #readValue(depth: number): JsonValue | undefined {
    switch (this.#token) {
      case Token.openBrace:
      case Token.openBracket:
        if (depth === 0) return this.#report('depth', `Nested deeper than ${MAX_DEPTH}`, 'RFC 8259 §9');
        return this.#is(Token.openBrace) ? this.#readObject(depth - 1) : this.#readArray(depth - 1);
      case Token.text: {
        const text = this.#readText();
        if (text !== undefined) this.#next();
        return text;
      }
      case Token.end:
        return this.#report('truncated', 'The text ends where a value is due');
      default:
        return this.#readLiteral();
    }
  }

  #readArray(depth: number): JsonArray | undefined {
    const items: JsonValue[] = [];
    this.#offsets.set(items, this.#offset());
    this.#next();
    while (!this.#is(Token.closeBracket)) {
      const item = this.#readValue(depth);
      if (item === undefined || !this.#readSeparator(Token.closeBracket)) return undefined;
      items.push(item);
    }
    this.#next();
    return items;
  }

  /** Of a name that comes twice the last value counts, as for most parsers. */
  #readObject(depth: number): JsonObject | undefined {
    const members: Record<string, JsonValue> = Object.create(null);
    this.#offsets.set(members, this.#offset());
    this.#next();
    while (!this.#is(Token.closeBrace)) {
      if (this.#is(Token.end)) return this.#report('truncated', 'The text ends inside an object');
      if (!this.#is(Token.text)) return this.#report('syntax', 'No name where a member is due');
      const name = this.#readText();
      if (name === undefined) return undefined;
      if (name in members) this.#report('duplicate-name', `Name ${shown(name)} twice`, 'RFC 8259 §4');
      this.#next();
      if (!this.#is(Token.colon)) return this.#reportDue('a colon');
      this.#next();
      const value = this.#readValue(depth);
      if (value === undefined || !this.#readSeparator(Token.closeBrace)) return undefined;
      members[name] = value;
    }
    this.#next();
    return members;
  }

  /** Goes over a comma; whether the array or object can be read on. */
  #readSeparator(close: number): boolean {
    if (this.#is(close)) return true;
    if (!this.#is(Token.comma)) {
      this.#reportDue('a comma or the end');
      return false;
    }
    const comma = this.#offset();
    this.#next();
    if (this.#is(close)) this.#report('trailing-comma', 'Comma without anything behind it', RULE, comma);
    return true;
  }

  #reportDue(due: string): undefined {
    if (this.#is(Token.end)) return this.#report('truncated', `The text ends where ${due} is due`);
    return this.#report('syntax', `Something else where ${due} is due`);
  }

  #readText(): string | undefined {
    const fault = this.#scanner.getTokenError();
    if (fault === CONTROL_CHARACTER) this.#report('string', 'Control character in a string', 'RFC 8259 §7');
    else if (fault !== 0)
      return this.#report('syntax', 'A string that does not end, or a wrong escape in it');
    return this.#scanner.getTokenValue();
  }

  #readLiteral(): JsonValue | undefined {
    LITERAL.lastIndex = this.#at;
    const text = LITERAL.exec(this.#text)?.[0] ?? '';
    const literal = readJsonLiteral(text);
    if (literal === null) return this.#report('syntax', `Nothing that JSON has: ${shown(text)}`);
    const { value, fault } = literal;
    if (fault !== null) this.#report(fault, `${shown(text)} is no number of JSON`, 'RFC 8259 §6');
    this.#scanner.setPosition(this.#at + text.length);
    this.#next();
    return value;
  }

  #report(code: string, message: string, clause: string = RULE, offset: number = this.#offset()): undefined {
    this.#deviations.push(jsonDeviation(code, message, offset, { clause }));
  }

  /** Byte offset of the token. */
  #offset(): number {
    const bytes = this.#known.bytes + Buffer.byteLength(this.#text.slice(this.#known.at, this.#at));
    this.#known = { at: this.#at, bytes };
    return bytes;
  }
}

const RULE = 'RFC 8259 §2';

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
