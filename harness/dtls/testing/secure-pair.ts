import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { Datagram } from '../../transport/datagram.ts';
import { seededRandom } from '../../transport/random.ts';
import type { AssociationEvent } from '../association/association-event.ts';
import { type Agreement, SessionStore } from '../association/session.ts';
import type { ClientSettings, ServerSettings } from '../association/settings.ts';
import { dtlsNetwork } from '../endpoint/dtls-network.ts';
import type { DtlsSocket, DtlsSocketEvent } from '../endpoint/dtls-socket.ts';
import { type CredentialPair, PSK } from './credentials.ts';
import { type Fate, fatefulNetwork } from './lossy-network.ts';

export interface PairOptions {
  readonly pair?: CredentialPair;
  readonly suites?: readonly number[];
  readonly seed?: number;
  readonly fate?: Fate;
  readonly connectionIdLength?: { readonly client?: number; readonly server?: number };
  readonly client?: Partial<ClientSettings>;
  readonly server?: Partial<ServerSettings> & { readonly cookies?: boolean };
}

export interface SecurePair {
  readonly clock: VirtualClock;
  readonly client: DtlsSocket;
  readonly server: DtlsSocket;
  /** All that happened, by side. */
  readonly events: { readonly client: DtlsSocketEvent[]; readonly server: DtlsSocketEvent[] };
  readonly received: { readonly client: Datagram[]; readonly server: Datagram[] };
}

/** A client and a server on a network in memory; each datagram takes a millisecond unless its fate is another. */
export async function securePair(options: PairOptions = {}): Promise<SecurePair> {
  const clock = new VirtualClock();
  const network = fatefulNetwork(clock, options.fate ?? (() => [1]));
  const random = seededRandom(options.seed ?? 1);
  const { pair = PSK, suites, connectionIdLength = {} } = options;
  const common = {
    clock,
    random: (length: number) => random.bytes(length),
    ...(suites === undefined ? {} : { suites }),
  };
  const events: SecurePair['events'] = { client: [], server: [] };
  const client = await dtlsNetwork(network, {
    client: { ...common, credentials: pair.client, ...options.client },
    ...(connectionIdLength.client === undefined ? {} : { connectionIdLength: connectionIdLength.client }),
    resumeSessions: true,
    events: event => events.client.push(event),
  }).bind();
  const server = await dtlsNetwork(network, {
    server: { ...common, credentials: pair.server, sessions: new SessionStore(clock), ...options.server },
    ...(connectionIdLength.server === undefined ? {} : { connectionIdLength: connectionIdLength.server }),
    events: event => events.server.push(event),
  }).bind();
  const received: SecurePair['received'] = { client: [], server: [] };
  client.onDatagram(datagram => received.client.push(datagram));
  server.onDatagram(datagram => {
    received.server.push(datagram);
    server.send(datagram.bytes, datagram.from);
  });
  return { clock, client, server, events, received };
}

export function associationEvents(events: readonly DtlsSocketEvent[]): AssociationEvent[] {
  return events.flatMap(event => (event.kind === 'association' ? [event.event] : []));
}

/** What a side has found wrong with the other. */
export function findingsIn(events: readonly DtlsSocketEvent[]): string[] {
  return associationEvents(events).flatMap(event => (event.kind === 'finding' ? [event.code] : []));
}

export function textsOf(datagrams: readonly Datagram[]): string[] {
  return datagrams.map(({ bytes }) => Buffer.from(bytes).toString());
}

export function agreementsIn(events: readonly DtlsSocketEvent[]): Agreement[] {
  return associationEvents(events).flatMap(event => (event.kind === 'established' ? [event.agreement] : []));
}
