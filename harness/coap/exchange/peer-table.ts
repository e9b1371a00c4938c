import type { Clock } from '../../clock/clock.ts';
import type { Address } from '../../transport/datagram.ts';
import type { TransmissionParameters } from './parameters.ts';
import { Peer } from './peer.ts';

const FIRST_SWEEP = 1_024;

/** Peers by address, without a text for each message; those that fell silent are forgotten after EXCHANGE_LIFETIME. */
export class PeerTable {
  readonly #clock: Clock;
  readonly #parameters: TransmissionParameters;
  readonly #byHost = new Map<string, Map<number, Peer>>();
  #latest: Peer | null = null;
  #count = 0;
  #sweepAt = FIRST_SWEEP;

  constructor(clock: Clock, parameters: TransmissionParameters) {
    this.#clock = clock;
    this.#parameters = parameters;
  }

  get size(): number {
    return this.#count;
  }

  of(address: Address): Peer {
    const latest = this.#latest;
    const peer =
      latest !== null && latest.address.port === address.port && latest.address.host === address.host
        ? latest
        : (this.#byHost.get(address.host)?.get(address.port) ?? this.#add(address));
    peer.lastActive = this.#clock.now();
    this.#latest = peer;
    return peer;
  }

  *[Symbol.iterator](): Iterator<Peer> {
    for (const ports of this.#byHost.values()) yield* ports.values();
  }

  #add({ host, port }: Address): Peer {
    if (this.#count >= this.#sweepAt) this.#sweep();
    const ports = this.#byHost.get(host) ?? new Map<number, Peer>();
    const peer = new Peer({ host, port }, this.#clock, this.#parameters);
    this.#byHost.set(host, ports.set(port, peer));
    this.#count += 1;
    return peer;
  }

  /** Twice as many peers until the next sweep, so that each arrival pays a constant share of it. */
  #sweep(): void {
    const horizon = this.#clock.now() - this.#parameters.exchangeLifetime;
    for (const [host, ports] of this.#byHost) {
      for (const [port, peer] of ports) {
        if (peer.isForgettable(horizon) && ports.delete(port)) this.#count -= 1;
      }
      if (ports.size === 0) this.#byHost.delete(host);
    }
    this.#latest = null;
    this.#sweepAt = Math.max(FIRST_SWEEP, 2 * this.#count);
  }
}
