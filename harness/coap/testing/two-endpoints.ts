import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { Address, Datagram, DatagramSocket } from '../../transport/datagram.ts';
import { MemoryNetwork } from '../../transport/memory-network.ts';
import { seededRandom } from '../../transport/random.ts';
import type { BlockwiseParameters } from '../blockwise/blockwise-parameters.ts';
import { CoapEndpoint } from '../exchange/endpoint.ts';
import type { MatchingFinding } from '../exchange/matching-finding.ts';
import type { PayloadInspection } from '../exchange/own-payloads.ts';
import { DEFAULT_PARAMETERS, type TransmissionParameters } from '../exchange/parameters.ts';

export interface Sent {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** When copies of a datagram arrive after it was sent, milliseconds each; none when it is lost. */
export type Fate = readonly number[];

/** Two endpoints on a network of their own, in virtual time; each can be told to lose what it sends. */
export interface TwoEndpoints {
  readonly clock: VirtualClock;
  readonly network: MemoryNetwork;
  readonly parameters: TransmissionParameters;
  readonly client: CoapEndpoint;
  readonly server: CoapEndpoint;
  /** Everything that the client handed to its socket, with the time. */
  readonly sentByClient: Sent[];
  readonly sentByServer: Sent[];
  /** How many of the next datagrams of each side are lost. */
  readonly losses: { client: number; server: number };
  readonly faults: unknown[];
  /** What each side found wrong with the other. */
  readonly findings: { readonly client: MatchingFinding[]; readonly server: MatchingFinding[] };
}

export interface TwoEndpointsOptions {
  readonly seed?: number;
  readonly parameters?: TransmissionParameters;
  readonly blockwise?: { readonly client?: BlockwiseParameters; readonly server?: BlockwiseParameters };
  /** What becomes of each datagram, in the order in which they are sent; all arrive at once unless given. */
  readonly fate?: () => Fate;
  readonly tolerance?: number;
  readonly inspectPayload?: PayloadInspection;
}

export async function twoEndpoints(options: TwoEndpointsOptions = {}): Promise<TwoEndpoints> {
  const {
    seed = 1,
    parameters = DEFAULT_PARAMETERS,
    blockwise = {},
    fate = () => [0],
    tolerance = 0,
    inspectPayload,
  } = options;
  const clock = new VirtualClock();
  const network = new MemoryNetwork(clock);
  const losses = { client: 0, server: 0 };
  const faults: unknown[] = [];
  const sentByClient: Sent[] = [];
  const sentByServer: Sent[] = [];
  const findings = { client: [] as MatchingFinding[], server: [] as MatchingFinding[] };
  const endpoint = async (side: 'client' | 'server', sent: Sent[]): Promise<CoapEndpoint> => {
    const made = new CoapEndpoint({
      socket: impaired(await network.bind(), clock, sent, () => (losses[side]-- > 0 ? [] : fate())),
      clock,
      random: seededRandom(seed + (side === 'client' ? 0 : 1)),
      parameters,
      tolerance,
      blockwise: blockwise[side] ?? null,
      inspectPayload,
      onFault: fault => faults.push(fault),
    });
    made.onFinding(finding => findings[side].push(finding));
    return made;
  };
  return {
    ...{ clock, network, losses, faults, sentByClient, sentByServer, parameters, findings },
    client: await endpoint('client', sentByClient),
    server: await endpoint('server', sentByServer),
  };
}

function impaired(
  socket: DatagramSocket,
  clock: VirtualClock,
  sent: Sent[],
  fate: () => Fate,
): DatagramSocket {
  return {
    address: socket.address,
    send(bytes: Uint8Array, to: Address): undefined {
      const copy = Uint8Array.from(bytes);
      sent.push({ at: clock.now(), bytes: copy });
      for (const delay of fate()) {
        if (delay === 0) socket.send(copy, to);
        else clock.after(delay, () => socket.send(copy, to));
      }
    },
    onDatagram: (listener: (datagram: Datagram) => void) => socket.onDatagram(listener),
    close: () => socket.close(),
  };
}
