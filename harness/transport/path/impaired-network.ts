import type { Clock } from '../../clock/clock.ts';
import type { Address, Datagram, DatagramSocket, Network } from '../datagram.ts';
import type { SocketLayer } from '../socket-layer.ts';
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
  /** Number of the frame that it came or went in, where there is something recorded below. */
  readonly carrier?: number;
}

export interface ImpairedNetworkEnvironment {
  readonly clock: Clock;
  readonly path: Path;
  /** Told of every datagram before anyone acts on it; gives the number of its frame where it is recorded. */
  readonly sighted: (sighting: Sighting) => number | undefined;
}

/** A datagram on its way. */
interface Travelling extends Pick<Sighting, 'way' | 'bytes' | 'remote'> {
  readonly carrier: number | undefined;
  /** Hands it on; gives the number of the frame that carries it from here. */
  readonly arrive: (frame: number | undefined, at: number) => number | undefined;
}

/** A network between whose sockets and everybody else lies a path. */
export function impairedNetwork(network: Network, environment: ImpairedNetworkEnvironment): Network {
  return { bind: async at => new ImpairedSocket(await network.bind(at), environment) };
}

/** The same above a socket: what passes there, under whatever protects it. */
export function impairedLayer(environment: ImpairedNetworkEnvironment): SocketLayer {
  return socket => new ImpairedSocket(socket, environment);
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
      const { bytes, from, frame: carrier } = datagram;
      this.#travel({
        ...{ way: 'from-sut', bytes, remote: from, carrier },
        arrive: (frame, at) => {
          for (const listener of this.#listeners)
            listener({ ...datagram, at, ...(frame === undefined ? {} : { frame }) });
          return carrier;
        },
      });
    });
  }

  get address(): Address {
    return this.#socket.address;
  }

  send(bytes: Uint8Array, to: Address): number | undefined {
    // What is held must not change when its sender uses the memory again.
    const held = Uint8Array.from(bytes);
    const arrive = (): number | undefined => this.#socket.send(held, to);
    return this.#travel({ way: 'to-sut', bytes: held, remote: to, carrier: undefined, arrive });
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    this.#open = false;
    return this.#socket.close();
  }

  /** Gives the number of the frame that the datagram was first seen as. */
  #travel({ way, bytes, remote, carrier, arrive }: Travelling): number | undefined {
    const { clock, path, sighted } = this.#environment;
    // Recording takes its time on a busy machine: what is judged is when the datagram came, as in the record.
    const at = clock.now();
    const see = (at: number, mark?: PathMark, within?: number): number | undefined =>
      sighted({
        ...{ way, local: this.address, remote, bytes, at },
        ...(mark === undefined ? {} : { mark }),
        ...(within === undefined ? {} : { carrier: within }),
      });
    /** What carries a datagram that is sent has its number only then; nothing comes back in between. */
    const pass = (when: number, mark?: PathMark): number | undefined => {
      if (way === 'to-sut') return see(when, mark, arrive(undefined, when));
      const frame = see(when, mark, carrier);
      arrive(frame, when);
      return frame;
    };
    const again = (effect: 'late' | 'copy', of: number | undefined): void => {
      if (this.#open) pass(clock.now(), { effect, ...(of === undefined ? {} : { of }) });
    };
    const fate = path.fateOf({ way, bytes, at });
    switch (fate.kind) {
      case 'lost':
        return see(at, { effect: 'lost' }, carrier);
      case 'held': {
        const frame = see(at, { effect: 'held' }, carrier);
        clock.after(fate.for, () => again('late', frame));
        return frame;
      }
      case 'overtaken': {
        const frame = see(at, { effect: 'held' }, carrier);
        this.#behind[way].push(() => again('late', frame));
        return frame;
      }
      default: {
        const behind = this.#behind[way].splice(0);
        const frame = pass(at);
        for (const late of behind) late();
        if (fate.kind === 'echoed') this.#behind[way].push(() => again('copy', frame));
        if (fate.kind === 'copied')
          for (const after of fate.after) clock.after(after, () => again('copy', frame));
        return frame;
      }
    }
  }
}
