import { isUtf8 } from 'node:buffer';
import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import type { LocatedAttribute, LocatedLink } from './link.ts';
import {
  BLANKS,
  LOOSE_TOKEN,
  NAME,
  OPEN_QUOTE,
  QUOTED,
  TARGET,
  TOKEN,
  URI_REFERENCE,
} from './link-grammar.ts';

/** Links are null when the text cannot be read to its end; deviations then say why. Offsets are in bytes. */
export interface LocatedLinks {
  readonly links: readonly LocatedLink[] | null;
  readonly deviations: readonly Deviation[];
}

const deviation = deviationsOf('link-format', 'RFC 6690 §2');

/** Reads at a position, one byte a character, so that positions are byte offsets. */
export class LinkCursor {
  offset = 0;
  readonly deviations: Deviation[] = [];
  readonly #text: string;

  constructor(bytes: Buffer) {
    this.#text = bytes.toString('latin1');
  }

  get atEnd(): boolean {
    return this.offset >= this.#text.length;
  }

  /** Moves over a match and gives its first group, or all of it. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.offset;
    const match = pattern.exec(this.#text);
    if (match === null) return null;
    this.offset += match[0].length;
    return match[1] ?? match[0];
  }

  takeChar(char: ',' | ';' | '='): boolean {
    if (this.#text[this.offset] !== char) return false;
    this.offset += 1;
    return true;
  }

  /** Blanks stand nowhere in the grammar, but peers send them. */
  skipBlanks(): void {
    const at = this.offset;
    if (this.take(BLANKS) !== null) this.note('blanks', 'Blanks between links', at);
  }

  note(code: string, message: string, offset: number, clause?: string): void {
    this.deviations.push(deviation(code, message, offset, clause === undefined ? {} : { clause }));
  }
}

/** Reads CoRE Link Format (RFC 6690 §2). Total and linear; no bytes are no links. */
export function parseLocatedLinks(payload: Uint8Array | string): LocatedLinks {
  const bytes = Buffer.from(payload);
  if (!isUtf8(bytes)) return { links: null, deviations: [deviation('utf8', 'Links that are not UTF-8', 0)] };
  return readLinks(new LinkCursor(bytes));
}

/** Reads the links from where the cursor is to the end. */
export function readLinks(cursor: LinkCursor): LocatedLinks {
  const links: LocatedLink[] = [];
  cursor.skipBlanks();
  while (!cursor.atEnd) {
    const link = readLink(cursor);
    if ('code' in link) return { links: null, deviations: [...cursor.deviations, link] };
    links.push(link);
    cursor.skipBlanks();
    if (cursor.atEnd) break;
    const comma = cursor.offset;
    if (!cursor.takeChar(',')) {
      const stop = deviation('separator', 'Neither a comma nor the end after a link', comma);
      return { links: null, deviations: [...cursor.deviations, stop] };
    }
    cursor.skipBlanks();
    if (cursor.atEnd) cursor.note('trailing-comma', 'Comma without a link behind it', comma);
  }
  return { links, deviations: cursor.deviations };
}

function readLink(cursor: LinkCursor): LocatedLink | Deviation {
  const offset = cursor.offset;
  const target = cursor.take(TARGET);
  if (target === null) {
    return deviation('target', 'No target in angle brackets where a link is due', cursor.offset);
  }
  if (!URI_REFERENCE.test(target)) {
    cursor.note('target-characters', 'Target that is no URI reference', offset, 'RFC 3986 §4.1');
  }
  const attributes: LocatedAttribute[] = [];
  for (cursor.skipBlanks(); cursor.takeChar(';'); cursor.skipBlanks()) {
    cursor.skipBlanks();
    const attribute = readAttribute(cursor);
    if (attribute !== null && 'code' in attribute) return attribute;
    if (attribute !== null) attributes.push(attribute);
  }
  return { target: utf8(target), attributes, offset };
}

/** Null for a semicolon with nothing behind it. */
function readAttribute(cursor: LinkCursor): LocatedAttribute | Deviation | null {
  const offset = cursor.offset;
  const name = cursor.take(NAME);
  if (name === null) {
    cursor.note('attribute', 'No attribute name after a semicolon', offset);
    return null;
  }
  if (!cursor.takeChar('=')) return { name, value: null, quoted: false, offset };
  const at = cursor.offset;
  const quoted = cursor.take(QUOTED);
  if (quoted !== null) {
    return { name, value: utf8(quoted.replace(/\\([\s\S])/g, '$1')), quoted: true, offset };
  }
  if (cursor.take(OPEN_QUOTE) !== null) {
    return deviation('value', `The quotes of attribute ${name} are never closed`, at);
  }
  return { name, value: utf8(readToken(cursor, name, at)), quoted: false, offset };
}

function readToken(cursor: LinkCursor, name: string, at: number): string {
  const token = cursor.take(TOKEN) ?? '';
  const rest = cursor.take(LOOSE_TOKEN) ?? '';
  const value = token + rest;
  if (value === '') cursor.note('value', `No value for attribute ${name}`, at);
  else if (rest !== '') {
    cursor.note('token', `Value of attribute ${name} that would have to be in quotes`, at);
  }
  return value;
}

const ASCII = /^[\0-\x7f]*$/;

function utf8(bytesAsText: string): string {
  if (ASCII.test(bytesAsText)) return bytesAsText;
  return Buffer.from(bytesAsText, 'latin1').toString('utf8');
}
