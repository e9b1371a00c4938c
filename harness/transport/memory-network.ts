import type { Clock } from '../clock/clock.ts';
import type { Address, Datagram, DatagramSocket, Network } from './datagram.ts';
import { formatAddress } from './datagram.ts';

const LATENCY_MS = 1;
const FIRST_PORT = 40_000;

/**
 * A loopback of its own for peers in one process: datagrams take one virtual millisecond, in order, none lost.
 * A datagram to a port where nobody listens vanishes, as with UDP.
 */
export class MemoryNetwork implements Network {
  readonly #clock: Clock;
  readonly #sockets = new Map<string, MemorySocket>();
  #nextPort = FIRST_PORT;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async bind(at: { readonly host?: string; readonly port?: number } = {}): Promise<DatagramSocket> {
    const host = at.host ?? '127.0.0.1';
    const port = at.port || this.#nextPort++;
    const key = formatAddress({ host, port });
    if (this.#sockets.has(key)) throw new Error(`address already in use: ${key}`);
    const socket = new MemorySocket(
      { host, port },
      {
        deliver: (bytes, to, from) => this.#deliver(bytes, to, from),
        release: () => this.#sockets.delete(key),
      },
    );
    this.#sockets.set(key, socket);
    return socket;
  }

  #deliver(bytes: Uint8Array, to: Address, from: Address): void {
    const copy = Uint8Array.from(bytes);
    this.#clock.after(LATENCY_MS, () => this.#sockets.get(formatAddress(to))?.receive({ bytes: copy, from }));
  }
}

interface Wiring {
  deliver(bytes: Uint8Array, to: Address, from: Address): void;
  release(): void;
}

class MemorySocket implements DatagramSocket {
  readonly address: Address;
  readonly #wiring: Wiring;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];
  #open = true;

  constructor(address: Address, wiring: Wiring) {
    this.address = address;
    this.#wiring = wiring;
  }

  send(bytes: Uint8Array, to: Address): undefined {
    if (this.#open) this.#wiring.deliver(bytes, to, this.address);
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  receive(datagram: Datagram): void {
    for (const listener of this.#listeners) listener(datagram);
  }

  async close(): Promise<void> {
    this.#open = false;
    this.#wiring.release();
  }
}
