import type { Clock } from '../clock/clock.ts';
import {
  type Address,
  type Datagram,
  type DatagramSocket,
  formatAddress,
  type Network,
} from '../transport/datagram.ts';
import type { SocketLayer } from '../transport/socket-layer.ts';
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
    place: Pick<Frame, 'protocol' | 'within'> = {},
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
      ...place,
    });
    return number;
  }
}

/** A network whose sockets belong to one tester peer and are recorded; `protocol` is what is on the wire, CoAP unless given. */
export function recordingNetwork(
  network: Network,
  peer: string,
  recorder: WireRecorder,
  protocol?: Frame['protocol'],
): Network {
  const place = protocol === undefined ? {} : { protocol };
  return {
    async bind(at) {
      return new RecordedSocket(await network.bind(at), peer, recorder, () => place);
    },
  };
}

/** Records what DTLS protects, above a socket whose own datagrams are recorded. */
export function recordingLayer(peer: string, recorder: WireRecorder): SocketLayer {
  return socket =>
    new RecordedSocket(socket, peer, recorder, carrier => (carrier === undefined ? {} : { within: carrier }));
}

class RecordedSocket implements DatagramSocket {
  readonly #socket: DatagramSocket;
  readonly #peer: string;
  readonly #recorder: WireRecorder;
  readonly #place: (carrier: number | undefined) => Pick<Frame, 'protocol' | 'within'>;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];

  constructor(
    socket: DatagramSocket,
    peer: string,
    recorder: WireRecorder,
    place: (carrier: number | undefined) => Pick<Frame, 'protocol' | 'within'>,
  ) {
    this.#socket = socket;
    this.#peer = peer;
    this.#recorder = recorder;
    this.#place = place;
    socket.onDatagram(datagram => {
      // Recording takes its time on a busy machine: what is judged is when the datagram came, as in the record.
      const { at = recorder.now(), bytes, from } = datagram;
      const frame = recorder.record('received', peer, this.address, from, bytes, at, place(datagram.frame));
      for (const listener of this.#listeners) listener({ ...datagram, frame, at });
    });
  }

  get address(): Address {
    return this.#socket.address;
  }

  send(bytes: Uint8Array, to: Address): number {
    const at = this.#recorder.now();
    // Above DTLS the datagram that carries it goes first: only then its number is known. Below, nothing comes back in between.
    const carrier = this.#socket.send(bytes, to);
    return this.#recorder.record('sent', this.#peer, this.address, to, bytes, at, this.#place(carrier));
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }
}
