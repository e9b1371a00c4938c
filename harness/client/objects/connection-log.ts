import type { Content } from '../resource-state.ts';
import type { WallTime } from '../wall-time.ts';

const ACCEPTED = 0n;
const REJECTED = 1n;
/** Missing or unknown APN (3GPP TS 24.301 §9.9.4.4). */
const UNKNOWN_APN = 27n;
/** Connections that it remembers. */
const CAPACITY = 10;

/** One attempt to connect. */
interface Entry {
  readonly id: number;
  /** Unix time. */
  readonly requested: bigint;
  readonly result: bigint;
  readonly cause?: bigint;
  readonly ended?: bigint;
}

/** When a device was connected: the resources 9 to 12 of object 11, where one instance id stands for one attempt. */
export class ConnectionLog {
  readonly #time: WallTime;
  #entries: readonly Entry[] = [];

  /** A profile that was used before has been rejected once, has been connected, and is again. */
  constructor(time: WallTime, used: boolean) {
    this.#time = time;
    if (!used) return;
    const now = time.now();
    this.#entries = [
      { id: 0, requested: now - 7200n, result: REJECTED, cause: UNKNOWN_APN },
      { id: 1, requested: now - 7100n, result: ACCEPTED, ended: now - 60n },
      { id: 2, requested: now - 55n, result: ACCEPTED },
    ];
  }

  connected(): void {
    const id = (this.#entries.at(-1)?.id ?? -1) + 1;
    const entry = { id, requested: this.#time.now(), result: ACCEPTED };
    this.#entries = [...this.#entries, entry].slice(-CAPACITY);
  }

  ended(): void {
    const last = this.#entries.at(-1);
    if (last === undefined || last.ended !== undefined || last.result !== ACCEPTED) return;
    this.#entries = [...this.#entries.slice(0, -1), { ...last, ended: this.#time.now() }];
  }

  /** Null while there is nothing to tell. */
  column(name: 'requested' | 'result' | 'cause' | 'ended'): Content | null {
    const known = this.#entries.flatMap(({ id, [name]: value }) =>
      value === undefined ? [] : [[id, value] as const],
    );
    return known.length === 0 ? null : { multiple: new Map(known) };
  }
}
