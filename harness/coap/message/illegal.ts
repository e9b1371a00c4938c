import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { CoapMessage, Code, MessageType } from './message.ts';
import { type Edit, type Layout, type LayoutOption, layOut, layoutOf } from './wire-layout.ts';

/**
 * Bytes that break the rules on purpose, made from a legal message in as many steps as there are rules to break:
 * `illegal(message).tokenLength(12).bytes()`. Every step gives a new builder and leaves the old one as it was.
 *
 * Two things that one might look for have no form on the wire. A delta is never negative, so options out of order
 * show as numbers beyond 65535: see `option`. And every delta and length has exactly one form: 13 extended begins
 * where 12 ends, so nothing is longer than it needs to be.
 */
export function illegal(message: CoapMessage): IllegalMessage {
  return new IllegalMessage(layoutOf(message));
}

export class IllegalMessage {
  readonly #layout: Layout;

  constructor(layout: Layout) {
    this.#layout = layout;
  }

  /** @param version - 0–3; 1 is the legal one. */
  version(version: number): IllegalMessage {
    return this.#with({ version: fits('version', version, 3) });
  }

  /** Acknowledgement with request, Reset with response, Non-confirmable Empty: types and codes that do not go together. */
  type(type: MessageType): IllegalMessage {
    return this.#with({ type });
  }

  /** Any code, also of a reserved class; `0.00` makes an Empty message that keeps its token, options and payload. */
  code(code: Code): IllegalMessage {
    return this.#with({ code });
  }

  /** Another class of the code, 0–7; its detail stays as it is. */
  codeClass(of: number): IllegalMessage {
    const [, detail = ''] = this.#layout.code.split('.');
    return this.code(`${fits('class', of, 7)}.${detail}`);
  }

  /** Announces 0–15 bytes and leaves the token as it is: 9–15 are reserved, others take or leave bytes behind them. */
  tokenLength(nibble: number): IllegalMessage {
    return this.#with({ tokenLength: fits('token length', nibble, 15) });
  }

  /** A token of 0–15 bytes, announced as long as it is. */
  token(token: Uint8Array): IllegalMessage {
    return this.#with({ token, tokenLength: fits('token length', token.length, 15) });
  }

  /**
   * Adds an option behind all others, whatever its number and length. A number below that of the last option cannot
   * be told: its delta is what wraps a 16-bit sum around to it, so that a receiver that does not look for it reads
   * unsorted options, and one that does reads a number beyond 65535.
   */
  option(number: number, value: Uint8Array): IllegalMessage {
    return this.options([...this.#layout.options, { number, value }]);
  }

  /** All options anew, in this order; see `option` for numbers that decrease. */
  options(options: readonly LayoutOption[]): IllegalMessage {
    return this.#with({ options });
  }

  /** Gives the last option another value, of whatever length. */
  lastValue(value: Uint8Array): IllegalMessage {
    return this.#withLast({ value });
  }

  /** The last option's value as an unsigned number in more bytes than it needs (RFC 7252 §3.2), up to 8. */
  lastUint(value: number, width: number): IllegalMessage {
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
    return this.#withLast({ value: bytes.subarray(8 - fits('width', width, 8)) });
  }

  /** Announces another delta nibble, 0–15, before the last option; its extension stays as it is. */
  lastDelta(nibble: number): IllegalMessage {
    return this.#withLast({ deltaNibble: fits('delta nibble', nibble, 15) });
  }

  /** Announces another length nibble, 0–15, before the last option; its extension and value stay as they are. */
  lastLength(nibble: number): IllegalMessage {
    return this.#withLast({ lengthNibble: fits('length nibble', nibble, 15) });
  }

  payload(payload: Uint8Array): IllegalMessage {
    return this.#with({ payload, hasMarker: payload.length > 0 });
  }

  /** The payload marker, and nothing behind it. */
  bareMarker(): IllegalMessage {
    return this.#with({ payload: new Uint8Array(0), hasMarker: true });
  }

  /** The payload straight behind the options, to be read as options. */
  withoutMarker(): IllegalMessage {
    return this.#with({ hasMarker: false });
  }

  /** Only the first `length` bytes of what there is so far. */
  truncate(length: number): IllegalMessage {
    return this.#edit(bytes => bytes.subarray(0, length));
  }

  /** Further bytes behind what there is so far. */
  append(more: Uint8Array): IllegalMessage {
    return this.#edit(bytes => Uint8Array.of(...bytes, ...more));
  }

  /** @throws HarnessBugError `coap.illegal-range` when even the wire has no form for it */
  bytes(): Uint8Array {
    return layOut(this.#layout);
  }

  #with(change: Partial<Layout>): IllegalMessage {
    return new IllegalMessage({ ...this.#layout, ...change });
  }

  #withLast(change: Partial<LayoutOption>): IllegalMessage {
    const { options } = this.#layout;
    const last = options.at(-1);
    if (last === undefined) {
      throw new HarnessBugError('coap.illegal-option', 'The message has no option to be changed', {
        hint: 'Add one by "option" before.',
      });
    }
    return this.options([...options.slice(0, -1), { ...last, ...change }]);
  }

  #edit(edit: Edit): IllegalMessage {
    return this.#with({ edits: [...this.#layout.edits, edit] });
  }
}

function fits(field: string, value: number, max: number): number {
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new HarnessBugError('coap.illegal-range', `Not even an illegal message can have ${field} ${value}`, {
    hint: `Keep it an integer of 0–${max}: the field has no more bits.`,
  });
}
