import type { OwnContent } from '../coap/exchange/own-payloads.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { pathOf } from '../coap/message/options.ts';
import type { PayloadReading } from './own-payload.ts';

const MOST = 10_000;
/** Bytes. Longer contents are rare, and differ. */
const LONGEST = 2_048;

const byDefinitions = new WeakMap<PayloadReading['definitions'], Set<string>>();

/**
 * Contents that were read before and had nothing wrong with them. The peers of a run say the same things thousands of times,
 * and whether they are right depends on nothing but what is in the key.
 */
export class SoundContents {
  readonly #known: Set<string>;
  readonly #version: string;

  constructor({ definitions, version }: PayloadReading) {
    const known = byDefinitions.get(definitions) ?? new Set();
    byDefinitions.set(definitions, known);
    this.#known = known;
    this.#version = version;
  }

  /** Reads it unless that was done before; what `read` throws is thrown, and such content is not remembered. */
  once(content: OwnContent, format: number, request: CoapMessage | null, read: () => void): void {
    const key = content.payload.length > LONGEST ? null : this.#keyOf(content, format, request);
    if (key !== null && this.#known.has(key)) return;
    read();
    if (key === null) return;
    if (this.#known.size >= MOST) this.#known.clear();
    this.#known.add(key);
  }

  #keyOf({ code, options, payload }: OwnContent, format: number, request: CoapMessage | null): string {
    const { buffer, byteOffset, length } = payload;
    const bytes = Buffer.from(buffer, byteOffset, length).toString('latin1');
    const asked = request === null ? '' : `${request.code} ${pathOf(request)}`;
    return `${this.#version} ${code} ${pathOf({ options })} ${format} ${asked}\n${bytes}`;
  }
}
