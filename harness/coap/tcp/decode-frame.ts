import { coapDeviation } from '../message/coap-deviations.ts';
import { byteToCode } from '../message/codes.ts';
import { checkContent, mayDeviate } from '../message/content-rules.ts';
import { decodeOptions, decodePayload } from '../message/decode-options.ts';
import type { Deviation } from '../message/deviation.ts';
import type { CoapOption, MessageContent } from '../message/message.ts';
import { octet } from '../message/octets.ts';
import { readFrameHeader } from './frame-header.ts';
import { frameJudgementOf } from './signals.ts';
import { tcpDeviation } from './tcp-deviations.ts';

/** As of a datagram: the message is null only where nobody could tell what was meant, and then the first deviation is the reason. */
export type DecodedFrame =
  | { readonly message: MessageContent; readonly deviations: readonly Deviation[] }
  | { readonly message: null; readonly deviations: readonly [Deviation, ...Deviation[]] };

const MAX_TOKEN_LENGTH = 8;

/**
 * Decodes the bytes of one frame (RFC 8323 §3.2), which a `FrameReader` cuts out of a stream. Total: any bytes give a
 * result, in linear time. Token, option values and payload are views of the given bytes.
 */
export function decodeFrame(bytes: Uint8Array): DecodedFrame {
  const header = readFrameHeader(bytes);
  if (header === null) return unreadable(truncatedHeader(bytes));
  const { tokenLength, codeOffset, frameLength } = header;
  const codeByte = octet(bytes, codeOffset);
  const code = byteToCode(codeByte);
  const judgement = frameJudgementOf(codeByte);
  const { kind } = judgement;
  const found: Deviation[] = [];
  if (kind === 'reserved') {
    found.push(coapDeviation('code-class', `Code ${code} is of a reserved class`, codeOffset));
  }
  if (tokenLength > MAX_TOKEN_LENGTH) return unreadable(tokenTooLong(tokenLength), found);
  if (frameLength > bytes.length) return unreadable(truncated(frameLength, bytes), found);
  if (frameLength < bytes.length) found.push(trailing(frameLength, bytes));

  const frame = frameLength === bytes.length ? bytes : bytes.subarray(0, frameLength);
  const { buffer, byteOffset } = frame;
  const tokenOffset = codeOffset + 1;
  const start = tokenOffset + tokenLength;
  const options: CoapOption[] = [];
  const end = decodeOptions(frame, buffer, start, judgement, options, found);
  if (typeof end !== 'number') return unreadable(end, found);
  const payload = decodePayload(frame, buffer, end, found);
  const token = new Uint8Array(buffer, byteOffset + tokenOffset, tokenLength);
  const message: MessageContent = { code, token, options, payload };
  if (kind !== 'empty' && mayDeviate(codeByte, options, payload)) {
    const payloadOffset = frameLength - payload.length;
    checkContent(
      { content: message, kind, reliable: true, bytes: frame, optionsOffset: start, payloadOffset },
      found,
    );
  }
  return { message, deviations: found };
}

function unreadable(fault: Deviation, found: readonly Deviation[] = []): DecodedFrame {
  return { message: null, deviations: [fault, ...found] };
}

function truncatedHeader(bytes: Uint8Array): Deviation {
  return tcpDeviation(
    'header-truncated',
    `The frame ends in its header of ${bytes.length} bytes`,
    bytes.length,
  );
}

function truncated(frameLength: number, bytes: Uint8Array): Deviation {
  const message = `Frame of ${frameLength} bytes announced, ${bytes.length} are there`;
  return tcpDeviation('truncated', message, bytes.length);
}

function trailing(frameLength: number, bytes: Uint8Array): Deviation {
  const message = `${bytes.length - frameLength} bytes behind the frame`;
  return tcpDeviation('trailing', message, frameLength);
}

export function tokenTooLong(length: number): Deviation {
  return tcpDeviation('token-length', `Token length ${length} is reserved`, 0);
}
