import type { MessageContent } from './message.ts';
import type { MessageKind } from './message-kind.ts';

/** What a message says, with the bytes that say it. */
export interface PlacedContent {
  readonly content: MessageContent;
  readonly kind: MessageKind;
  /** Over TCP, TLS and WebSockets some rules are others. */
  readonly reliable: boolean;
  readonly bytes: Uint8Array;
  readonly optionsOffset: number;
  readonly payloadOffset: number;
}
