import type { Clock } from '../clock/clock.ts';
import { formatAddress, type Network } from '../transport/datagram.ts';
import { impairedNetwork, type Sighting } from '../transport/path/impaired-network.ts';
import type { Path } from '../transport/path/path.ts';
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

  record(peer: string, { way, local, remote, bytes, at, mark }: Sighting): number {
    const number = ++this.#count;
    this.#sink({
      number,
      at: Math.round((at - this.#start) * 1000) / 1000,
      direction: way === 'to-sut' ? 'sent' : 'received',
      peer,
      local: formatAddress(local),
      remote: formatAddress(remote),
      hex: Buffer.from(bytes).toString('hex'),
      ...(mark === undefined ? {} : { path: mark }),
    });
    return number;
  }
}

/**
 * A network whose sockets belong to one tester peer and are recorded: what came and went at either end of the path, with a
 * mark where the path altered it.
 */
export function recordingNetwork(
  network: Network,
  peer: string,
  recorder: WireRecorder,
  path: Path,
): Network {
  return impairedNetwork(network, {
    clock: recorder.clock,
    path,
    sighted: sighting => recorder.record(peer, sighting),
  });
}
