import { octet } from '../message/octets.ts';

/**
 * Len and extended length (RFC 8323 §3.2): the bytes of options, marker and payload. As in an option header, every
 * length has one form only: each extension begins where the one before ends.
 */
const FORMS = [
  { nibble: 13, extension: 1, base: 13 },
  { nibble: 14, extension: 2, base: 269 },
  { nibble: 15, extension: 4, base: 65_805 },
] as const;

/** The longest that 32 bits of extension can tell. */
export const MAX_CONTENT_LENGTH = 65_805 + 0xffff_ffff;

/** First byte, four bytes of extension, code. */
export const MAX_HEADER_LENGTH = 6;

export interface FrameHeader {
  /** 0–15, of which 9–15 are reserved. */
  readonly tokenLength: number;
  /** Where the code byte is. */
  readonly codeOffset: number;
  /** Of the whole frame, in bytes. */
  readonly frameLength: number;
}

/** Null until all bytes up to the code are there. */
export function readFrameHeader(bytes: Uint8Array): FrameHeader | null {
  if (bytes.length === 0) return null;
  const first = octet(bytes, 0);
  const nibble = first >> 4;
  const tokenLength = first & 0x0f;
  const form = FORMS.find(candidate => candidate.nibble === nibble);
  const codeOffset = 1 + (form?.extension ?? 0);
  if (bytes.length <= codeOffset) return null;
  let contentLength = nibble;
  if (form !== undefined) {
    let extension = 0;
    for (let offset = 1; offset < codeOffset; offset += 1) extension = extension * 256 + octet(bytes, offset);
    contentLength = extension + form.base;
  }
  return { tokenLength, codeOffset, frameLength: codeOffset + 1 + tokenLength + contentLength };
}

/** Bytes before the code for this many bytes of content. */
export function lengthFieldSize(contentLength: number): number {
  return 1 + (formFor(contentLength)?.extension ?? 0);
}

/** Writes Len, TKL and extended length and returns the offset behind them. */
export function writeLengthField(bytes: Uint8Array, contentLength: number, tokenLength: number): number {
  const form = formFor(contentLength);
  if (form === undefined) {
    bytes[0] = (contentLength << 4) | tokenLength;
    return 1;
  }
  bytes[0] = (form.nibble << 4) | tokenLength;
  let rest = contentLength - form.base;
  for (let offset = form.extension; offset > 0; offset -= 1) {
    bytes[offset] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return 1 + form.extension;
}

function formFor(contentLength: number): (typeof FORMS)[number] | undefined {
  return FORMS.findLast(({ base }) => contentLength >= base);
}
