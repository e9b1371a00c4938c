import type { Clock } from '../clock/clock.ts';
import {
  type Address,
  type Datagram,
  type DatagramSocket,
  formatAddress,
  type Network,
} from '../transport/datagram.ts';
import type { Frame } from './frame.ts';

/** Numbers every datagram of one purpose and hands it to the record, before anyone acts on it. */
export class WireRecorder {
  readonly #clock: Clock;
  readonly #start: number;
  readonly #sink: (frame: Frame) => void;
  #count = 0;

  constructor(clock: Clock, sink: (frame: Frame) => void) {
    this.#clock = clock;
    this.#start = clock.now();
    this.#sink = sink;
  }

  now(): number {
    return this.#clock.now();
  }

  record(
    direction: Frame['direction'],
    peer: string,
    local: Address,
    remote: Address,
    bytes: Uint8Array,
    at: number = this.now(),
  ): number {
    const number = ++this.#count;
    this.#sink({
      number,
      at: Math.round((at - this.#start) * 1000) / 1000,
      direction,
      peer,
      local: formatAddress(local),
      remote: formatAddress(remote),
      hex: Buffer.from(bytes).toString('hex'),
    });
    return number;
  }
}

/** A network whose sockets belong to one tester peer and are recorded. */
export function recordingNetwork(network: Network, peer: string, recorder: WireRecorder): Network {
  return {
    async bind(at) {
      return new RecordedSocket(await network.bind(at), peer, recorder);
    },
  };
}

class RecordedSocket implements DatagramSocket {
  readonly #socket: DatagramSocket;
  readonly #peer: string;
  readonly #recorder: WireRecorder;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];

  constructor(socket: DatagramSocket, peer: string, recorder: WireRecorder) {
    this.#socket = socket;
    this.#peer = peer;
    this.#recorder = recorder;
    socket.onDatagram(datagram => {
      // Recording takes its time on a busy machine: what is judged is when the datagram came, as in the record.
      const at = recorder.now();
      const frame = recorder.record('received', peer, this.address, datagram.from, datagram.bytes, at);
      for (const listener of this.#listeners) listener({ ...datagram, frame, at });
    });
  }

  get address(): Address {
    return this.#socket.address;
  }

  send(bytes: Uint8Array, to: Address): number {
    const frame = this.#recorder.record('sent', this.#peer, this.address, to, bytes);
    this.#socket.send(bytes, to);
    return frame;
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }
}
