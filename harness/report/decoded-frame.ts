import { decodeMessage } from '../coap/message/decode.ts';
import { describeMessage } from '../coap/message/describe.ts';
import type { Deviation } from '../coap/message/deviation.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { SecretsEvent } from '../record/events.ts';
import type { Frame } from '../record/frame.ts';
import { DtlsDecryption, type ReadRecord } from './dtls-decryption.ts';
import { dtlsLabel } from './dtls-label.ts';
import { visibleText } from './visible-text.ts';

/** A recorded frame and what it says; reports decode again, the record holds bytes only. */
export interface DecodedFrame {
  readonly frame: Frame;
  readonly bytes: Uint8Array;
  /** Null when nobody could tell what was meant, and for datagrams of DTLS. */
  readonly message: CoapMessage | null;
  readonly deviations: readonly Deviation[];
  /** Of a datagram of DTLS; null for others. */
  readonly records: readonly ReadRecord[] | null;
  /** One line, printable: `CON 4711 GET /3/0/0 Accept: 11542`, `not CoAP: Version 3 instead of 1`. */
  readonly label: string;
}

const LABEL_LENGTH = 300;
const SHORT_PAYLOAD = 40;

/** The datagrams of one purpose, in order; what DTLS has encrypted is read where the secrets are there. */
export function decodeFrames(
  frames: readonly Frame[],
  secrets: readonly Pick<SecretsEvent, 'clientRandom' | 'master'>[] = [],
): readonly DecodedFrame[] {
  const decryption = new DtlsDecryption(secrets);
  return frames.map(frame => decodeFrame(frame, decryption));
}

export function decodeFrame(frame: Frame, decryption = new DtlsDecryption([])): DecodedFrame {
  const bytes = Buffer.from(frame.hex, 'hex');
  if (frame.protocol === 'dtls') {
    const records = decryption.read(frame, bytes);
    const label = visibleText(dtlsLabel(records), LABEL_LENGTH);
    return { ...{ frame, bytes, records, label }, message: null, deviations: [] };
  }
  const { message, deviations } = decodeMessage(bytes);
  const label =
    message === null
      ? `not CoAP: ${deviations[0]?.message ?? 'unreadable'}`
      : `${describeMessage(message)}${shortPayload(message)}`;
  return {
    frame,
    bytes,
    message,
    deviations,
    records: null,
    label: visibleText(`${onTheWay(frame)}${label}`, LABEL_LENGTH),
  };
}

/** What the tester's own path did to it, before anything else: it is not the SUT's doing. */
function onTheWay({ path }: Frame): string {
  if (path === undefined) return '';
  const of = path.of === undefined ? '' : ` #${path.of}`;
  switch (path.effect) {
    case 'lost':
      return '[lost on the way] ';
    case 'held':
      return '[held on the way] ';
    case 'late':
      return `[late:${of}] `;
    case 'copy':
      return `[copy on the way:${of}] `;
  }
}

/** A value of a few characters says more than its length. */
function shortPayload(message: CoapMessage): string {
  const isText = uintValue(message, OptionNumber.contentFormat) === ContentFormat.text;
  if (!isText || message.payload.length === 0 || message.payload.length > SHORT_PAYLOAD) return '';
  return ` "${new TextDecoder().decode(message.payload)}"`;
}

/**
 * The tester's message that a frame answers: the last one sent before it with its token, else with its message id,
 * else simply the last one; a message of the tester's own that was not answered is what it is. Null when the tester had said nothing,
 * as before a Register.
 */
export function stimulusOf(frames: readonly DecodedFrame[], number: number | null): DecodedFrame | null {
  const end = number === null ? frames.length : frames.findIndex(({ frame }) => frame.number === number);
  const judged = end < 0 ? undefined : frames[end];
  const before = frames
    .slice(0, end < 0 ? undefined : end)
    .filter(({ frame }) => frame.direction === 'sent' && frame.protocol === judged?.frame.protocol);
  if (judged?.frame.direction === 'sent') return judged;
  return (
    before.findLast(sent => sameExchange(sent.message, judged?.message ?? null)) ??
    (judged?.message === undefined || judged.message === null || !startsExchange(judged.message)
      ? (before.at(-1) ?? null)
      : null)
  );
}

function sameExchange(sent: CoapMessage | null, received: CoapMessage | null): boolean {
  if (sent === null || received === null || startsExchange(received)) return false;
  if (received.token.length > 0) return Buffer.compare(sent.token, received.token) === 0;
  return sent.messageId === received.messageId;
}

/** A request that the SUT itself makes answers nothing. */
function startsExchange(message: CoapMessage): boolean {
  return message.code.startsWith('0.') && message.code !== '0.00';
}
