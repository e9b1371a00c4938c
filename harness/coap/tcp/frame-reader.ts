import type { Deviation } from '../message/deviation.ts';
import { type DecodedFrame, decodeFrame, tokenTooLong } from './decode-frame.ts';
import { MAX_HEADER_LENGTH, readFrameHeader } from './frame-header.ts';
import { BASE_MAX_MESSAGE_SIZE } from './signals.ts';
import { tcpDeviation } from './tcp-deviations.ts';

/** What a stream turned out to hold; `at` is the offset of the frame's first byte in the stream. */
export type StreamEvent =
  | {
      readonly kind: 'frame';
      readonly at: number;
      readonly bytes: Uint8Array;
      readonly decoded: DecodedFrame;
    }
  /** Where the next frame begins is lost, and the reader takes nothing more: RFC 8323 §5.6 aborts the connection. */
  | { readonly kind: 'fault'; readonly at: number; readonly deviation: Deviation };

const MAX_TOKEN_LENGTH = 8;

/**
 * Cuts the byte stream of one connection into frames, however it is chunked. It copies what it is given, keeps one
 * frame at most, and refuses a frame by its announced length before it keeps any of it.
 */
export class FrameReader {
  readonly #maxMessageSize: number;
  readonly #header = new Uint8Array(MAX_HEADER_LENGTH);
  /** The frame being collected; null while its header is. */
  #frame: Uint8Array | null = null;
  #collected = 0;
  #at = 0;
  #fault: Deviation | null = null;

  /** @param maxMessageSize - bytes of the longest frame that is taken, as announced in our CSM (RFC 8323 §5.3.1) */
  constructor({ maxMessageSize = BASE_MAX_MESSAGE_SIZE }: { readonly maxMessageSize?: number } = {}) {
    this.#maxMessageSize = maxMessageSize;
  }

  /** All frames that this chunk completes, in order; after a fault nothing. */
  push(chunk: Uint8Array): readonly StreamEvent[] {
    const events: StreamEvent[] = [];
    let offset = 0;
    while (offset < chunk.length && this.#fault === null) {
      if (this.#frame === null) {
        this.#header[this.#collected] = chunk[offset] ?? 0;
        this.#collected += 1;
        offset += 1;
        this.#openFrame();
      } else {
        const more = chunk.subarray(offset, offset + this.#frame.length - this.#collected);
        this.#frame.set(more, this.#collected);
        this.#collected += more.length;
        offset += more.length;
      }
      this.#closeFrame(events);
    }
    return events;
  }

  /** What the end of the stream cuts off; null at the end of a frame or after a fault. */
  end(): Deviation | null {
    if (this.#collected === 0 || this.#fault !== null) return null;
    if (this.#frame === null) {
      const message = `The stream ends in a header of ${this.#collected} bytes`;
      return tcpDeviation('header-truncated', message, this.#collected);
    }
    const message = `The stream ends with ${this.#collected} of ${this.#frame.length} bytes of a frame`;
    return tcpDeviation('truncated', message, this.#collected);
  }

  #openFrame(): void {
    const header = this.#header.subarray(0, this.#collected);
    const announced = readFrameHeader(header);
    if (announced === null) return;
    const { tokenLength, frameLength } = announced;
    if (tokenLength > MAX_TOKEN_LENGTH) this.#fault = tokenTooLong(tokenLength);
    else if (frameLength > this.#maxMessageSize) this.#fault = tooLarge(frameLength, this.#maxMessageSize);
    else {
      this.#frame = new Uint8Array(frameLength);
      this.#frame.set(header);
    }
  }

  #closeFrame(events: StreamEvent[]): void {
    if (this.#fault !== null) events.push({ kind: 'fault', at: this.#at, deviation: this.#fault });
    if (this.#frame === null || this.#collected < this.#frame.length) return;
    const bytes = this.#frame;
    events.push({ kind: 'frame', at: this.#at, bytes, decoded: decodeFrame(bytes) });
    this.#at += bytes.length;
    this.#frame = null;
    this.#collected = 0;
  }
}

function tooLarge(length: number, max: number): Deviation {
  return tcpDeviation('too-large', `Frame of ${length} bytes announced, ${max} are taken`, 0);
}
