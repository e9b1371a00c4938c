import { type Address, type Datagram, type DatagramSocket, formatAddress } from '../../transport/datagram.ts';
import { Association } from '../association/association.ts';
import type { AssociationEvent } from '../association/association-event.ts';
import type { AssociationPorts, VerifiedHello } from '../association/ports.ts';
import type { Agreement, Session } from '../association/session.ts';
import type { ClientSettings, ServerSettings } from '../association/settings.ts';
import { hex, sameBytes } from '../bytes/write.ts';
import { decodeDatagram, leadingConnectionId } from '../record/record-codec.ts';
import type { WireRecord } from '../record/record-header.ts';
import { type GateSettings, HelloGate, isClientHello } from './hello-gate.ts';
import { Peer, type PeerRole } from './peer.ts';
import type { SecureSocket } from './secure-socket.ts';

/** What a socket can do; a LwM2M server that also connects to its clients (server-initiated bootstrap) has both roles. */
export interface DtlsSocketSettings {
  /** Present: whoever is sent something to is connected to first; a function says how, and with whom not at all. */
  readonly client?: PeerSettings | ((peer: Address) => PeerSettings | null);
  /** With whom datagrams are exchanged as they are; with nobody unless given. */
  readonly isPlain?: (peer: Address) => boolean;
  /** Whether the last session with a server is offered to it in the next handshake (RFC 5246 §7.3). */
  readonly resumeSessions?: boolean;
  /** Present: clients are let in; a function is asked for each of them anew. */
  readonly server?: LetInSettings | (() => LetInSettings);
  /** Bytes of the connection ids that peers are asked to use; 0: they may ask us to; absent: none (RFC 9146). */
  readonly connectionIdLength?: number;
  readonly events?: (event: DtlsSocketEvent) => void;
}

export type PeerSettings = Omit<ClientSettings, 'connectionId'>;
export type LetInSettings = Omit<ServerSettings, 'connectionId'> & Omit<GateSettings, 'clock' | 'random'>;

export type DtlsSocketEvent =
  | {
      readonly kind: 'association';
      readonly role: PeerRole;
      readonly peer: Address;
      readonly event: AssociationEvent;
    }
  | {
      readonly kind: 'challenged' | 'challenge-capped' | 'unrouted' | 'unsent';
      readonly peer: Address;
      readonly frame: number | null;
    }
  | { readonly kind: 'moved'; readonly from: Address; readonly to: Address };

/** What is waiting for a handshake; the oldest leaves first, as on a wire. */
const MOST_QUEUED = 64;
const NONE = new Uint8Array(0);

/**
 * Datagrams in the clear on this side, DTLS on the other: any number of associations on one socket, told apart by address and
 * connection id. To whoever uses it, it is a datagram socket like any other.
 */
export class DtlsSocket implements SecureSocket {
  readonly #socket: DatagramSocket;
  readonly #settings: DtlsSocketSettings;
  readonly #gate: HelloGate | null;
  readonly #peers = new Map<string, Peer>();
  /** Clients that begin anew where there is an association already (RFC 6347 §4.2.8). */
  readonly #successors = new Map<string, Peer>();
  readonly #byConnectionId = new Map<string, Peer>();
  readonly #listeners: ((datagram: Datagram) => void)[] = [];
  /** Last session with each server. */
  readonly #sessions = new Map<string, Session>();
  #sentFrame: number | undefined;

  constructor(socket: DatagramSocket, settings: DtlsSocketSettings) {
    this.#socket = socket;
    this.#settings = settings;
    const { server } = settings;
    this.#gate =
      server === undefined ? null : new HelloGate(typeof server === 'function' ? server : () => server);
    socket.onDatagram(datagram => this.#arrived(datagram));
  }

  get address(): Address {
    return this.#socket.address;
  }

  /** How many associations there are, unfinished ones included. */
  get size(): number {
    return this.#peers.size + this.#successors.size;
  }

  /** What was agreed upon with a peer; null while there is no association. */
  agreementWith(peer: Address): Agreement | null {
    return this.#peers.get(formatAddress(peer))?.association.agreement ?? null;
  }

  /** Encrypts, after a handshake if need be; what is waiting for one is sent when it is done, and lost when it fails. */
  send(bytes: Uint8Array, to: Address): number | undefined {
    if (this.#settings.isPlain?.(to)) return this.#socket.send(bytes, to);
    const peer = this.#peers.get(formatAddress(to)) ?? this.#connect(to);
    if (peer === null) {
      this.#tell({ kind: 'unsent', peer: to, frame: null });
      return undefined;
    }
    this.#sentFrame = undefined;
    if (!peer.association.send(bytes)) peer.queue(bytes.slice(), MOST_QUEUED);
    return this.#sentFrame;
  }

  /** A handshake with a server, whether or not there is anything to say. Resolves with null when it failed. */
  handshake(to: Address): Promise<Agreement | null> {
    const peer = this.#peers.get(formatAddress(to)) ?? this.#connect(to);
    return peer === null ? Promise.resolve(null) : peer.settled();
  }

  /** Says goodbye to one peer. */
  disconnect(peer: Address): void {
    this.#peers.get(formatAddress(peer))?.association.close();
  }

  /** Forgets one peer without a word, as after a loss of power. */
  abandon(peer: Address): void {
    this.#peers.get(formatAddress(peer))?.association.abandon();
  }

  /** Forgets one peer without a word, and does not take their session up again. */
  forget(peer: Address): void {
    this.abandon(peer);
    this.#sessions.delete(formatAddress(peer));
  }

  /** Forgets everybody without a word, sessions included, as a device that was switched off. */
  forgetAll(): void {
    for (const { association } of [...this.#peers.values(), ...this.#successors.values()])
      association.abandon();
    this.#sessions.clear();
  }

  /** This side has another address: without a connection id no peer knows it any more (RFC 9146 §6), and is met anew. */
  moved(): void {
    for (const { association } of [...this.#peers.values()])
      if (!association.agreement?.connectionIds?.peer.length) association.abandon();
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    for (const { association } of [...this.#peers.values(), ...this.#successors.values()])
      association.close();
    await this.#socket.close();
  }

  #arrived(datagram: Datagram): void {
    const { bytes, from } = datagram;
    if (this.#settings.isPlain?.(from)) {
      for (const listener of this.#listeners) listener(datagram);
      return;
    }
    const length = this.#settings.connectionIdLength ?? 0;
    const id = leadingConnectionId(bytes, length);
    if (id !== null) {
      const peer = this.#byConnectionId.get(hex(id));
      if (peer === undefined) this.#unrouted(datagram);
      else peer.receive(datagram);
      return;
    }
    const { records } = decodeDatagram(bytes, length);
    const [first] = records;
    if (this.#gate !== null && first !== undefined && isClientHello(first)) {
      for (const record of records.filter(isClientHello)) this.#helloFrom(record, datagram, this.#gate);
      return;
    }
    const key = formatAddress(from);
    const successor = this.#successors.get(key);
    successor?.receive(datagram);
    // Records of its first epoch concern a beginner only; of later ones nobody can tell before having tried.
    if (successor !== undefined && (first === undefined || first.epoch === 0)) return;
    const peer = this.#peers.get(key);
    if (peer !== undefined) peer.receive(datagram);
    else if (successor === undefined) this.#unrouted(datagram);
  }

  #helloFrom(record: WireRecord, datagram: Datagram, gate: HelloGate): void {
    const { from, frame = null } = datagram;
    const answer = gate.take(record, from);
    if (answer.kind === 'challenge') {
      this.#tell({ kind: 'challenged', peer: from, frame });
      this.#socket.send(answer.datagram, from);
    } else if (answer.kind === 'capped') {
      this.#tell({ kind: 'challenge-capped', peer: from, frame });
    } else if (answer.kind === 'unreadable') {
      this.#unrouted(datagram);
    } else if (answer.kind === 'verified') {
      const { random } = answer.hello;
      const key = formatAddress(from);
      const known = [this.#successors.get(key), this.#peers.get(key)].find(
        peer => peer?.clientRandom !== null && peer !== undefined && sameBytes(peer.clientRandom, random),
      );
      if (known !== undefined) known.association.repeatFlight();
      else this.#accept(from, random, answer.verified, frame);
    }
  }

  #accept(from: Address, random: Uint8Array, hello: VerifiedHello, frame: number | null): void {
    const server = this.#letIn;
    if (server === undefined) return;
    const key = formatAddress(from);
    this.#successors.get(key)?.association.abandon();
    const table = this.#peers.has(key) ? this.#successors : this.#peers;
    const { settings, id } = this.#named(server);
    const peer = new Peer('server', from, random.slice());
    table.set(key, peer);
    if (id.length > 0) this.#byConnectionId.set(hex(id), peer);
    peer.association = Association.accept(settings, this.#portsOf(peer, id), hello, frame);
  }

  #connect(to: Address): Peer | null {
    const { client: settingsOf } = this.#settings;
    const client = typeof settingsOf === 'function' ? settingsOf(to) : settingsOf;
    if (client === undefined || client === null) return null;
    const resume = this.#settings.resumeSessions ? this.#sessions.get(formatAddress(to)) : undefined;
    const { settings, id } = this.#named(resume === undefined ? client : { ...client, resume });
    const peer = new Peer('client', to, null);
    this.#peers.set(formatAddress(to), peer);
    if (id.length > 0) this.#byConnectionId.set(hex(id), peer);
    peer.association = Association.connect(settings, this.#portsOf(peer, id));
    return peer;
  }

  /** Settings of an association with a connection id of its own. */
  #named<Settings extends Pick<ClientSettings, 'random'>>(
    settings: Settings,
  ): { readonly settings: Settings & { readonly connectionId?: Uint8Array }; readonly id: Uint8Array } {
    const length = this.#settings.connectionIdLength;
    if (length === undefined) return { settings, id: NONE };
    let id = settings.random(length);
    while (length > 0 && this.#byConnectionId.has(hex(id))) id = successor(id);
    return { settings: { ...settings, connectionId: id }, id };
  }

  #portsOf(peer: Peer, id: Uint8Array): AssociationPorts {
    return {
      send: datagram => {
        this.#sentFrame = this.#socket.send(datagram, peer.address);
      },
      deliver: (content, frame) => {
        const datagram = {
          bytes: content,
          from: peer.address,
          ...(frame === null ? {} : { frame }),
          ...peer.arrival,
        };
        for (const listener of this.#listeners) listener(datagram);
      },
      newest: () => this.#follow(peer),
      event: event => {
        this.#tell({ kind: 'association', role: peer.role, peer: peer.address, event });
        if (event.kind === 'established') this.#established(peer, id);
        // After a fatal alert a session is not resumed (RFC 5246 §7.2.2).
        if (event.kind === 'failed') this.#forgetSession(peer);
        if (event.kind === 'failed' || event.kind === 'closed') this.#ended(peer, id);
      },
    };
  }

  #established(peer: Peer, id: Uint8Array): void {
    const key = formatAddress(peer.address);
    if (this.#successors.get(key) === peer) {
      this.#peers.get(key)?.association.abandon();
      this.#successors.delete(key);
      this.#peers.set(key, peer);
    }
    const { agreement } = peer.association;
    if (agreement?.connectionIds === null) this.#byConnectionId.delete(hex(id));
    if (agreement !== null && peer.role === 'client') this.#sessions.set(key, agreement.session);
    peer.flush();
  }

  #forgetSession({ role, address, agreement }: Peer): void {
    if (role === 'client') this.#sessions.delete(formatAddress(address));
    const id = agreement?.session.id;
    if (role === 'server' && id !== undefined) this.#letIn?.sessions?.forget(id);
  }

  #ended(peer: Peer, id: Uint8Array): void {
    const key = formatAddress(peer.address);
    if (this.#peers.get(key) === peer) this.#peers.delete(key);
    if (this.#successors.get(key) === peer) this.#successors.delete(key);
    if (this.#byConnectionId.get(hex(id)) === peer) this.#byConnectionId.delete(hex(id));
    peer.end();
  }

  /** The newest authentic record came from elsewhere: that is where the peer is now (RFC 9146 §6). */
  #follow(peer: Peer): void {
    const to = peer.arrivedFrom;
    const before = formatAddress(peer.address);
    if (to === null || formatAddress(to) === before || this.#peers.get(before) !== peer) return;
    this.#peers.delete(before);
    this.#peers.get(formatAddress(to))?.association.abandon();
    this.#peers.set(formatAddress(to), peer);
    const from = peer.address;
    peer.address = to;
    this.#tell({ kind: 'moved', from, to });
  }

  get #letIn(): LetInSettings | undefined {
    const { server } = this.#settings;
    return typeof server === 'function' ? server() : server;
  }

  #unrouted({ from, frame }: Datagram): void {
    this.#tell({ kind: 'unrouted', peer: from, frame: frame ?? null });
  }

  #tell(event: DtlsSocketEvent): void {
    this.#settings.events?.(event);
  }
}

/** The next in a circle of all ids of that length: drawing again need not end where chance is none. */
function successor(id: Uint8Array): Uint8Array {
  const next = id.slice();
  for (let at = next.length - 1; at >= 0; at -= 1) {
    next[at] = ((next[at] ?? 0) + 1) & 0xff;
    if (next[at] !== 0) break;
  }
  return next;
}
