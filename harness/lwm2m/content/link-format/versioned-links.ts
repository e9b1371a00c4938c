import { isUtf8 } from 'node:buffer';
import { LinkCursor, type LocatedLinks, parseLocatedLinks, readLinks } from './link-parser.ts';

/** Links behind what TS 1.0 puts in front of them in a Bootstrap-Discover. */
export interface VersionedLinks extends LocatedLinks {
  /** `1.0`; null where there is no such prefix. */
  readonly prefix: string | null;
}

/** Of TS 1.0: an attribute without a link, which RFC 6690 does not know. */
const PREFIXES = [
  /lwm2m="(\d{1,3}\.\d{1,3})"(?=$|[ \t\r\n,])/y,
  /lwm2m=(\d{1,3}\.\d{1,3})(?=$|[ \t\r\n,])/y,
] as const;

/** Reads `lwm2m="1.0",</0/0>;ssid=1,…`, and link format without the prefix. Total and linear. */
export function readVersionedLinks(payload: Uint8Array | string): VersionedLinks {
  const bytes = Buffer.from(payload);
  if (!isUtf8(bytes)) return { prefix: null, ...parseLocatedLinks(bytes) };
  const cursor = new LinkCursor(bytes);
  cursor.skipBlanks();
  const prefix = cursor.take(PREFIXES[0]) ?? cursor.take(PREFIXES[1]);
  if (prefix !== null) skipSeparator(cursor);
  return { prefix, ...readLinks(cursor) };
}

function skipSeparator(cursor: LinkCursor): void {
  cursor.skipBlanks();
  const at = cursor.offset;
  if (cursor.atEnd) return;
  if (!cursor.takeChar(',')) {
    cursor.note('separator', 'Neither a comma nor the end after the version', at);
    return;
  }
  cursor.skipBlanks();
  if (cursor.atEnd) cursor.note('trailing-comma', 'Comma without a link behind it', at);
}
