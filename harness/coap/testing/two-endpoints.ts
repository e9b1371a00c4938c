import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { Address, Datagram, DatagramSocket } from '../../transport/datagram.ts';
import { MemoryNetwork } from '../../transport/memory-network.ts';
import { seededRandom } from '../../transport/random.ts';
import { CoapEndpoint } from '../exchange/endpoint.ts';
import { DEFAULT_PARAMETERS, type TransmissionParameters } from '../exchange/parameters.ts';

export interface Sent {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** Two endpoints on a network of their own, in virtual time; each can be told to lose what it sends. */
export interface TwoEndpoints {
  readonly clock: VirtualClock;
  readonly parameters: TransmissionParameters;
  readonly client: CoapEndpoint;
  readonly server: CoapEndpoint;
  /** Everything that the client handed to its socket, with the time. */
  readonly sentByClient: Sent[];
  readonly sentByServer: Sent[];
  /** How many of the next datagrams of each side are lost. */
  readonly losses: { client: number; server: number };
  readonly faults: unknown[];
}

export async function twoEndpoints(seed = 1): Promise<TwoEndpoints> {
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const losses = { client: 0, server: 0 };
  const faults: unknown[] = [];
  const sentByClient: Sent[] = [];
  const sentByServer: Sent[] = [];
  const endpoint = async (side: 'client' | 'server', sent: Sent[]): Promise<CoapEndpoint> =>
    new CoapEndpoint({
      socket: lossy(await network.bind(), clock, sent, () => losses[side]-- > 0),
      clock,
      random: seededRandom(seed + (side === 'client' ? 0 : 1)),
      parameters: DEFAULT_PARAMETERS,
      onFault: fault => faults.push(fault),
    });
  return {
    ...{ clock, losses, faults, sentByClient, sentByServer, parameters: DEFAULT_PARAMETERS },
    client: await endpoint('client', sentByClient),
    server: await endpoint('server', sentByServer),
  };
}

function lossy(
  socket: DatagramSocket,
  clock: VirtualClock,
  sent: Sent[],
  lost: () => boolean,
): DatagramSocket {
  return {
    address: socket.address,
    send(bytes: Uint8Array, to: Address): undefined {
      sent.push({ at: clock.now(), bytes });
      if (!lost()) socket.send(bytes, to);
    },
    onDatagram: (listener: (datagram: Datagram) => void) => socket.onDatagram(listener),
    close: () => socket.close(),
  };
}
