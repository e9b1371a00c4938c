/** Bytes around the input, for a decoder that looks outside of it to be found out. */
const MARGIN = 3;
const OUTSIDE = 0xa5;

/** An input in the making: bytes that can be cut, filled and moved without allocating. Too much is cut off at its end. */
export class Draft {
  readonly #memory: Uint8Array;
  #length = 0;
  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#memory = new Uint8Array(capacity + 2 * MARGIN).fill(OUTSIDE);
  }

  get length(): number {
    return this.#length;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** A view, valid until the next change; it starts at an odd address of its buffer. */
  get bytes(): Uint8Array {
    return this.#memory.subarray(MARGIN, MARGIN + this.#length);
  }

  load(bytes: Uint8Array): void {
    this.#memory.fill(OUTSIDE);
    this.#length = 0;
    this.insert(0, bytes);
  }

  at(index: number): number {
    return index < this.#length ? (this.#memory[MARGIN + index] ?? 0) : 0;
  }

  put(index: number, byte: number): void {
    if (index < this.#length) this.#memory[MARGIN + index] = byte;
  }

  overwrite(index: number, bytes: Uint8Array): void {
    this.#memory.set(bytes.subarray(0, Math.max(0, this.#length - index)), MARGIN + index);
  }

  insert(index: number, bytes: Uint8Array): void {
    const room = bytes.subarray(0, this.#capacity - index);
    const kept = Math.min(this.#length - index, this.#capacity - index - room.length);
    const from = MARGIN + index;
    this.#memory.copyWithin(from + room.length, from, from + kept);
    this.#memory.set(room, from);
    this.#length = index + room.length + kept;
  }

  remove(index: number, count: number): void {
    const from = MARGIN + index;
    const removed = Math.min(count, this.#length - index);
    this.#memory.copyWithin(from, from + removed, MARGIN + this.#length);
    this.#memory.fill(OUTSIDE, MARGIN + this.#length - removed, MARGIN + this.#length);
    this.#length -= removed;
  }

  /** A copy of a part, which later changes leave alone. */
  copy(index: number, count: number): Uint8Array {
    return this.#memory.slice(MARGIN + index, MARGIN + Math.min(this.#length, index + count));
  }
}
