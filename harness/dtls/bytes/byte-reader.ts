const NOTHING = new Uint8Array(0);

/**
 * Reads the presentation language of TLS (RFC 5246 §4) from the front of bytes. Total: what is not there reads as zeros or as
 * nothing, and `overrun` tells of it, so that a decoder looks once, at its end.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #offset = 0;
  #overrun = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Where the next byte is read. */
  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  /** Whether more was asked for than was there. */
  get overrun(): boolean {
    return this.#overrun;
  }

  /** Whether everything asked for was there, and nothing is left. */
  get exhausted(): boolean {
    return !this.#overrun && this.remaining === 0;
  }

  uint8(): number {
    return this.#uint(1);
  }

  uint16(): number {
    return this.#uint(2);
  }

  uint24(): number {
    return this.#uint(3);
  }

  uint48(): number {
    return this.#uint(6);
  }

  /** A view of the next bytes; empty when there are fewer. */
  bytes(length: number): Uint8Array {
    if (length > this.remaining) {
      this.#overrun = true;
      this.#offset = this.#bytes.length;
      return NOTHING;
    }
    const start = this.#offset;
    this.#offset += length;
    return this.#bytes.subarray(start, this.#offset);
  }

  /** `opaque<0..2^8-1>` */
  vector8(): Uint8Array {
    return this.bytes(this.uint8());
  }

  /** `opaque<0..2^16-1>` */
  vector16(): Uint8Array {
    return this.bytes(this.uint16());
  }

  /** `opaque<0..2^24-1>` */
  vector24(): Uint8Array {
    return this.bytes(this.uint24());
  }

  rest(): Uint8Array {
    return this.bytes(this.remaining);
  }

  #uint(width: number): number {
    const bytes = this.bytes(width);
    let value = 0;
    for (const byte of bytes) value = value * 256 + byte;
    return value;
  }
}
