import { AwaitedItems } from '../../clock/awaited-items.ts';
import type { Clock } from '../../clock/clock.ts';
import type { AssociationEvent } from '../../dtls/association/association-event.ts';
import type { AssociationHooks } from '../../dtls/association/hooks.ts';
import { withHandshakes } from '../../dtls/endpoint/changed-settings.ts';
import type {
  DtlsSocketEvent,
  DtlsSocketSettings,
  LetInSettings,
  PeerSettings,
} from '../../dtls/endpoint/dtls-socket.ts';
import type { SecureSocket, SecureSocketHook } from '../../dtls/endpoint/secure-socket.ts';
import { TappedSocket } from '../../dtls/misbehaviour/tapped-socket.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { Address } from '../../transport/datagram.ts';
import type { HandshakeEnd, Watched } from './association-sighting.ts';
import { delegating } from './delegating-hooks.ts';
import { isDtls } from './is-dtls.ts';

/** What the socket of a peer is made with, in the role it has towards the SUT. */
export type SideSettings = PeerSettings | LetInSettings;

/** Of the socket itself, whatever its role. */
type SocketChanges = Partial<Pick<DtlsSocketSettings, 'connectionIdLength' | 'resumeSessions'>>;

/** How many of each there have been. */
export interface DtlsMark {
  readonly events: number;
  readonly datagrams: number;
}

/** An event in the associations of a peer, with the address of the SUT in it. */
export type SeenEvent = AssociationEvent & { readonly peer: Address };

/**
 * DTLS of one peer of the tester, for a purpose to steer: what it proves itself with and how it behaves, from the next
 * handshake or record on; what the wire was like below, and what came of it.
 */
export class DtlsSide<Settings extends SideSettings> {
  /** All that happened in its associations, in order. */
  readonly events: SeenEvent[] = [];
  readonly #clock: Clock;
  readonly #listener: (event: DtlsSocketEvent) => void;
  readonly #ends: AwaitedItems<Exclude<HandshakeEnd, { readonly kind: 'silence' }>>;
  readonly #contacts: AwaitedItems<DtlsSocketEvent>;
  #changes: ((settings: Settings) => Settings)[] = [];
  #socketChanges: SocketChanges = {};
  #hooks: AssociationHooks = {};
  #steered = false;
  #contactedAt: number | null = null;
  #wire: TappedSocket | null = null;
  #socket: SecureSocket | null = null;

  /** @param listener told of everything, misbehaviour or not */
  constructor(clock: Clock, listener: (event: DtlsSocketEvent) => void) {
    this.#clock = clock;
    this.#listener = listener;
    this.#ends = new AwaitedItems(clock);
    this.#contacts = new AwaitedItems(clock);
  }

  /** Whether the purpose has made this peer behave in another way than usual: what the SUT does may be an answer to that. */
  get steered(): boolean {
    return this.#steered;
  }

  /** Changes what handshakes are made with from now on: credentials, suites, timers, cookies. */
  change(change: (settings: Settings) => Settings): void {
    this.#steered = true;
    this.#changes.push(change);
  }

  /** Asks for connection ids, or does not; offers sessions again, or does not. */
  changeSocket(changes: SocketChanges): void {
    this.#socketChanges = { ...this.#socketChanges, ...changes };
  }

  /** Does this wrong from now on, also in associations that exist. */
  misbehave(hooks: AssociationHooks): void {
    this.#steered = true;
    this.#hooks = hooks;
  }

  /** As it ordinarily would from now on; `misbehave` and `change` are taken back. */
  behave(): void {
    this.#hooks = {};
    this.#changes = [];
  }

  /** Datagrams as they are on the wire. @throws HarnessBugError while there is no socket. */
  get wire(): TappedSocket {
    return this.#wire ?? neverOpened();
  }

  /** The socket above. @throws HarnessBugError while there is none. */
  get socket(): SecureSocket {
    return this.#socket ?? neverOpened();
  }

  /** When the SUT began for the first time; null while it has not. */
  get contactedAt(): number | null {
    return this.#contactedAt;
  }

  /** Waits for the SUT to begin; false when it does not. */
  async contacted(within: number): Promise<boolean> {
    return (await this.#contacts.next(() => true, within)) !== null;
  }

  /** How the next handshake ends. */
  async nextHandshake(within: number): Promise<HandshakeEnd> {
    const end = await this.#ends.next(() => true, within);
    return end ?? { kind: 'silence', waited: within };
  }

  /** The next handshake that comes to its good end; those that fail before are passed over. */
  async nextAssociation(within: number): Promise<HandshakeEnd> {
    const end = await this.#ends.next(({ kind }) => kind === 'established', within);
    return end ?? { kind: 'silence', waited: within };
  }

  /** What has been seen so far no longer counts as news. */
  disregardPast(): void {
    this.#ends.clear();
    this.#contacts.clear();
  }

  /** Lets time pass, and tells what the SUT did in it. */
  async watch(span: number): Promise<Watched> {
    const { mark } = this;
    await this.#clock.wait(span);
    return this.since(mark, span);
  }

  /** All that the SUT has done so far. */
  get whole(): Watched {
    const [first] = this.events;
    return this.since({ events: 0, datagrams: 0 }, first === undefined ? 0 : this.#clock.now() - first.at);
  }

  /** How much has been seen, for `since`. */
  get mark(): DtlsMark {
    return { events: this.events.length, datagrams: this.wire.tapped.length };
  }

  /** What the SUT has done since a mark was taken. */
  since(mark: DtlsMark, span: number): Watched {
    const events = this.events.slice(mark.events);
    const came = this.wire.tapped.slice(mark.datagrams).filter(({ way }) => way === 'in');
    return {
      span,
      established: events.flatMap(event => {
        const { frame, peer: of } = event;
        return event.kind === 'established'
          ? [{ kind: event.kind, agreement: event.agreement, peer: of, frame }]
          : [];
      }),
      data: events.flatMap(event =>
        event.kind === 'application-data' ? [{ length: event.length, frame: event.frame }] : [],
      ),
      messages: events.flatMap(event =>
        event.kind === 'message-received' ? [{ message: event.message, frame: event.frame }] : [],
      ),
      clear: came.filter(({ bytes }) => !isDtls(bytes)),
      datagrams: came.length,
    };
  }

  /** For the peer that this is the DTLS of. */
  readonly secure: SecureSocketHook = (socket, settings, proceed) => {
    const wire = new TappedSocket(socket);
    const made = proceed(wire, this.#steeredSettings(settings));
    this.#wire = wire;
    this.#socket = made;
    return made;
  };

  #steeredSettings(settings: DtlsSocketSettings): DtlsSocketSettings {
    // Which of both roles there is follows from what the settings are of.
    const changed = <Some extends SideSettings>(some: Some): Some =>
      this.#changed(some as unknown as Settings) as unknown as Some;
    const now = (): DtlsSocketSettings => ({ ...settings, ...this.#socketChanges });
    return {
      ...withHandshakes(settings, { client: changed, server: changed }),
      get connectionIdLength() {
        return now().connectionIdLength as number;
      },
      get resumeSessions() {
        return now().resumeSessions ?? false;
      },
      events: event => {
        settings.events?.(event);
        this.#listener(event);
        this.#contactedAt ??= this.#clock.now();
        this.#contacts.offer(event);
        if (event.kind === 'association') this.#seen({ ...event.event, peer: event.peer });
      },
    };
  }

  #changed(settings: Settings): Settings {
    const hooked: Settings = { ...settings, hooks: delegating(() => this.#hooks) };
    return this.#changes.reduce<Settings>((made, change) => change(made), hooked);
  }

  #seen(event: SeenEvent): void {
    this.events.push(event);
    const { peer, frame } = event;
    if (event.kind === 'established')
      this.#ends.offer({ kind: 'established', agreement: event.agreement, peer, frame });
    if (event.kind === 'failed') {
      const { reason, message } = event;
      this.#ends.offer({ kind: 'failed', reason, message, peer, frame });
    }
  }
}

function neverOpened(): never {
  throw new HarnessBugError('dtls-side.closed', 'a purpose looked at the DTLS of a peer that has none', {
    hint: 'ask for a peer that the purpose has opened, in a cell with security',
  });
}
