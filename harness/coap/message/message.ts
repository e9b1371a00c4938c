/** CoAP message model (RFC 7252 §3). Any message that can be on a wire fits, legal or not. */

export type MessageType = 'CON' | 'NON' | 'ACK' | 'RST';

/** Dotted code as people write it: `0.01` is GET, `2.05` Content, `0.00` Empty. */
export type Code = `${number}.${string}`;

export interface CoapOption {
  readonly number: number;
  readonly value: Uint8Array;
}

/** What a message says over any transport. */
export interface MessageContent {
  readonly code: Code;
  /** 0–8 bytes */
  readonly token: Uint8Array;
  /** In wire order. */
  readonly options: readonly CoapOption[];
  readonly payload: Uint8Array;
}

export interface CoapMessage extends MessageContent {
  readonly type: MessageType;
  /** 0–65535 */
  readonly messageId: number;
}
