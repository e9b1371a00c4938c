import type { Clock } from '../clock/clock.ts';
import { formatAddress, type Network } from '../transport/datagram.ts';
import { impairedLayer, impairedNetwork, type Sighting } from '../transport/path/impaired-network.ts';
import type { Path } from '../transport/path/path.ts';
import type { SocketLayer } from '../transport/socket-layer.ts';
import type { Frame } from './frame.ts';

/** Numbers every datagram of one purpose and hands it to the record, before anyone acts on it. */
export class WireRecorder {
  readonly clock: Clock;
  readonly #start: number;
  readonly #sink: (frame: Frame) => void;
  #count = 0;

  constructor(clock: Clock, sink: (frame: Frame) => void) {
    this.clock = clock;
    this.#start = clock.now();
    this.#sink = sink;
  }

  record(
    peer: string,
    { way, local, remote, bytes, at, mark, carrier }: Sighting,
    protocol?: Frame['protocol'],
  ): number {
    const number = ++this.#count;
    this.#sink({
      number,
      at: Math.round((at - this.#start) * 1000) / 1000,
      direction: way === 'to-sut' ? 'sent' : 'received',
      peer,
      local: formatAddress(local),
      remote: formatAddress(remote),
      hex: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex'),
      ...(mark === undefined ? {} : { path: mark }),
      ...(protocol === undefined ? {} : { protocol }),
      ...(carrier === undefined ? {} : { within: carrier }),
    });
    return number;
  }
}

/**
 * A network whose sockets belong to one tester peer and are recorded: what came and went at either end of the path, with a
 * mark where the path altered it. `protocol` is what is on the wire, CoAP unless given.
 */
export function recordingNetwork(
  network: Network,
  peer: string,
  recorder: WireRecorder,
  path: Path,
  protocol?: Frame['protocol'],
): Network {
  return impairedNetwork(network, {
    ...{ clock: recorder.clock, path },
    sighted: sighting => recorder.record(peer, sighting, protocol),
  });
}

/** The same for what DTLS protects, above a socket whose own datagrams are recorded. */
export function recordingLayer(peer: string, recorder: WireRecorder, path: Path): SocketLayer {
  return impairedLayer({
    ...{ clock: recorder.clock, path },
    sighted: sighting => recorder.record(peer, sighting),
  });
}
