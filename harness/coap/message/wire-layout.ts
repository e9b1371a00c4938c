import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { codeToByte } from './codes.ts';
import { PAYLOAD_MARKER } from './decode-options.ts';
import { TYPE_BITS } from './encode.ts';
import { extensionSize, MAX_EXTENDED, nibbleFor, writeExtension } from './extended-number.ts';
import type { CoapMessage, CoapOption, Code, MessageType } from './message.ts';

/** What each bit of a datagram says, whether or not it agrees with the others. */
export interface Layout {
  readonly version: number;
  readonly type: MessageType;
  readonly tokenLength: number;
  readonly code: Code;
  readonly messageId: number;
  readonly token: Uint8Array;
  readonly options: readonly LayoutOption[];
  readonly hasMarker: boolean;
  readonly payload: Uint8Array;
  /** Done to the bytes in the end, in this order. */
  readonly edits: readonly Edit[];
}

/** An option whose nibbles may announce something else than what follows. */
export interface LayoutOption extends CoapOption {
  readonly deltaNibble?: number;
  readonly lengthNibble?: number;
}

export type Edit = (bytes: Uint8Array) => Uint8Array;

const NUMBERS = 0x10000;

/** The layout that a legal message has. */
export function layoutOf({ type, code, messageId, token, options, payload }: CoapMessage): Layout {
  return {
    version: 1,
    type,
    tokenLength: token.length,
    code,
    messageId,
    token,
    options: options.toSorted((a, b) => a.number - b.number),
    hasMarker: payload.length > 0,
    payload,
    edits: [],
  };
}

/** @throws HarnessBugError `coap.illegal-range` when a delta or length does not fit its two bytes of extension */
export function layOut(layout: Layout): Uint8Array {
  const { version, type, tokenLength, code, messageId, token, options, hasMarker, payload, edits } = layout;
  const versionAndType = (version << 6) | TYPE_BITS[type];
  const header = [versionAndType | tokenLength, codeToByte(code), (messageId >> 8) & 0xff, messageId & 0xff];
  const marker = hasMarker ? [PAYLOAD_MARKER] : [];
  const parts = [Uint8Array.from(header), token, ...optionParts(options), Uint8Array.from(marker), payload];
  return edits.reduce<Uint8Array>((bytes, edit) => edit(bytes), new Uint8Array(Buffer.concat(parts)));
}

function optionParts(options: readonly LayoutOption[]): Uint8Array[] {
  return options.map((option, index) => {
    const previous = options[index - 1]?.number ?? 0;
    const { number, value } = option;
    const delta = inReach(number < previous ? number - previous + NUMBERS : number - previous);
    const length = inReach(value.length);
    const [deltaNibble, lengthNibble] = [nibbleFor(delta), nibbleFor(length)];
    const valueOffset = 1 + extensionSize(deltaNibble) + extensionSize(lengthNibble);
    const bytes = new Uint8Array(valueOffset + length);
    bytes[0] = ((option.deltaNibble ?? deltaNibble) << 4) | (option.lengthNibble ?? lengthNibble);
    writeExtension(bytes, writeExtension(bytes, 1, delta), length);
    bytes.set(value, valueOffset);
    return bytes;
  });
}

function inReach(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= MAX_EXTENDED) return value;
  throw new HarnessBugError('coap.illegal-range', `An option has no room for delta or length ${value}`, {
    hint: `Keep it an integer of 0–${MAX_EXTENDED}; a larger number takes several options to reach.`,
  });
}
