import type { Clock } from '../../clock/clock.ts';
import type { Address, Datagram, DatagramSocket, Network } from '../datagram.ts';
import type { PathMark, Way } from './fate.ts';
import type { Path } from './path.ts';

/** A datagram as it was seen at one end of the path, and what the path did to it. */
export interface Sighting {
  readonly way: Way;
  readonly local: Address;
  readonly remote: Address;
  readonly bytes: Uint8Array;
  /** Milliseconds of the clock. */
  readonly at: number;
  readonly mark?: PathMark;
}

export interface ImpairedNetworkEnvironment {
  readonly clock: Clock;
  readonly path: Path;
  /** Told of every datagram before anyone acts on it; gives the number of its frame where it is recorded. */
  readonly sighted: (sighting: Sighting) => number | undefined;
}

/** A network between whose sockets and everybody else lies a path. */
export function impairedNetwork(network: Network, environment: ImpairedNetworkEnvironment): Network {
  return { bind: async at => new ImpairedSocket(await network.bind(at), environment) };
}

class ImpairedSocket implements DatagramSocket {
  readonly #socket: DatagramSocket;
  readonly #environment: ImpairedNetworkEnvironment;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];
  /** What comes right behind the next datagram of its way. */
  readonly #behind: Record<Way, (() => void)[]> = { 'to-sut': [], 'from-sut': [] };
  #open = true;

  constructor(socket: DatagramSocket, environment: ImpairedNetworkEnvironment) {
    this.#socket = socket;
    this.#environment = environment;
    socket.onDatagram(datagram => {
      const { bytes, from } = datagram;
      this.#travel('from-sut', bytes, from, (frame, at) => {
        for (const listener of this.#listeners)
          listener({ ...datagram, at, ...(frame === undefined ? {} : { frame }) });
      });
    });
  }

  get address(): Address {
    return this.#socket.address;
  }

  send(bytes: Uint8Array, to: Address): number | undefined {
    // What is held must not change when its sender uses the memory again.
    const held = Uint8Array.from(bytes);
    return this.#travel('to-sut', held, to, () => void this.#socket.send(held, to));
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    this.#open = false;
    return this.#socket.close();
  }

  /** Gives the number of the frame that the datagram was first seen as. */
  #travel(
    way: Way,
    bytes: Uint8Array,
    remote: Address,
    arrive: (frame: number | undefined, at: number) => void,
  ): number | undefined {
    const { clock, path, sighted } = this.#environment;
    // Recording takes its time on a busy machine: what is judged is when the datagram came, as in the record.
    const at = clock.now();
    const see = (mark?: PathMark, when = clock.now()): number | undefined =>
      sighted({ way, local: this.address, remote, bytes, at: when, ...(mark === undefined ? {} : { mark }) });
    const again = (effect: 'late' | 'copy', of: number | undefined): void => {
      if (!this.#open) return;
      const now = clock.now();
      arrive(see({ effect, ...(of === undefined ? {} : { of }) }, now), now);
    };
    const fate = path.fateOf({ way, bytes, at });
    switch (fate.kind) {
      case 'lost':
        return see({ effect: 'lost' }, at);
      case 'held': {
        const frame = see({ effect: 'held' }, at);
        clock.after(fate.for, () => again('late', frame));
        return frame;
      }
      case 'overtaken': {
        const frame = see({ effect: 'held' }, at);
        this.#behind[way].push(() => again('late', frame));
        return frame;
      }
      default: {
        const behind = this.#behind[way].splice(0);
        const frame = see(undefined, at);
        arrive(frame, at);
        for (const late of behind) late();
        if (fate.kind === 'echoed') this.#behind[way].push(() => again('copy', frame));
        if (fate.kind === 'copied')
          for (const after of fate.after) clock.after(after, () => again('copy', frame));
        return frame;
      }
    }
  }
}
