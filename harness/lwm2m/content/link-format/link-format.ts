import { isUtf8 } from 'node:buffer';
import type { Deviation } from '../../../coap/message/deviation.ts';

/** `pmin=10`, `rt="oma.lwm2m"`, or a name alone (value null). */
export interface LinkAttribute {
  readonly name: string;
  readonly value: string | null;
  readonly quoted: boolean;
}

export interface Link {
  /** Between the angle brackets: `/3/0`. */
  readonly target: string;
  readonly attributes: readonly LinkAttribute[];
}

/** Links are null when the text cannot be read to its end; deviations then say why. Offsets are in bytes. */
export interface DecodedLinks {
  readonly links: readonly Link[] | null;
  readonly deviations: readonly Deviation[];
}

const TARGET = /<([^<>]*)>/y;
/** Names of RFC 6690 §2 `link-param`; a trailing asterisk marks an extended value (RFC 8187). */
const NAME = /[!#$&+\-.^_`|~0-9A-Za-z]+\*?/y;
const QUOTED = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)"/y;
/** RFC 6690 §2 `ptoken` */
const TOKEN = /[!#-+\-./0-:<-[\]^-{|}~]+/y;
const BLANKS = /[ \t\r\n]+/y;

/** Reads at a position, one byte a character, so that positions are byte offsets. */
class Cursor {
  offset = 0;
  readonly deviations: Deviation[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
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
    if (this.take(BLANKS) !== null) this.deviations.push(deviation('blanks', 'Blanks between links', at));
  }
}

/** Reads CoRE Link Format (RFC 6690 §2). Total and linear; no bytes are no links. */
export function parseLinkFormat(payload: Uint8Array | string): DecodedLinks {
  const bytes = Buffer.from(payload);
  if (!isUtf8(bytes)) return { links: null, deviations: [deviation('utf8', 'Links that are not UTF-8', 0)] };
  const cursor = new Cursor(bytes.toString('latin1'));
  const links: Link[] = [];
  cursor.skipBlanks();
  while (!cursor.atEnd) {
    const link = readLink(cursor);
    if ('code' in link) return { links: null, deviations: [...cursor.deviations, link] };
    links.push(link);
    cursor.skipBlanks();
    if (cursor.atEnd) break;
    const comma = cursor.offset;
    if (!cursor.takeChar(','))
      return stopped(cursor, 'separator', 'Neither a comma nor the end after a link');
    cursor.skipBlanks();
    if (cursor.atEnd)
      cursor.deviations.push(deviation('trailing-comma', 'Comma without a link behind it', comma));
  }
  return { links, deviations: cursor.deviations };
}

function readLink(cursor: Cursor): Link | Deviation {
  const target = cursor.take(TARGET);
  if (target === null)
    return deviation('target', 'No target in angle brackets where a link is due', cursor.offset);
  const attributes: LinkAttribute[] = [];
  for (cursor.skipBlanks(); cursor.takeChar(';'); cursor.skipBlanks()) {
    cursor.skipBlanks();
    const name = cursor.take(NAME);
    if (name === null) return deviation('attribute', 'No attribute name after a semicolon', cursor.offset);
    if (!cursor.takeChar('=')) {
      attributes.push({ name, value: null, quoted: false });
      continue;
    }
    const quoted = cursor.take(QUOTED);
    const value = quoted ?? cursor.take(TOKEN);
    if (value === null) return deviation('value', `No value that ends for attribute ${name}`, cursor.offset);
    attributes.push({ name, value: utf8(unescaped(value, quoted !== null)), quoted: quoted !== null });
  }
  return { target: utf8(target), attributes };
}

function unescaped(value: string, quoted: boolean): string {
  return quoted ? value.replace(/\\([\s\S])/g, '$1') : value;
}

function utf8(bytesAsText: string): string {
  return Buffer.from(bytesAsText, 'latin1').toString('utf8');
}

function stopped(cursor: Cursor, code: string, message: string): DecodedLinks {
  return { links: null, deviations: [...cursor.deviations, deviation(code, message, cursor.offset)] };
}

function deviation(code: string, message: string, offset: number): Deviation {
  return { code: `link-format.${code}`, message, offset, clause: 'RFC 6690 §2', level: 'must' };
}

/** Writes links; a value that is no token is quoted whatever its flag says. */
export function formatLinkFormat(links: readonly Link[]): string {
  return links
    .map(({ target, attributes }) => [`<${target}>`, ...attributes.map(formatAttribute)].join(';'))
    .join(',');
}

const WHOLE_TOKEN = new RegExp(`^(?:${TOKEN.source})$`);

function formatAttribute({ name, value, quoted }: LinkAttribute): string {
  if (value === null) return name;
  if (!quoted && WHOLE_TOKEN.test(value)) return `${name}=${value}`;
  return `${name}="${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Value of the first attribute of that name: null for a name alone, undefined when there is none. */
export function linkAttribute(link: Link, name: string): string | null | undefined {
  return link.attributes.find(attribute => attribute.name === name)?.value;
}
