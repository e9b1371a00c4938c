import type { Clock } from '../../clock/clock.ts';
import type { DtlsSocketEvent, LetInSettings, PeerSettings } from '../../dtls/endpoint/dtls-socket.ts';
import type { RecordedFinding } from '../../record/events.ts';
import { DtlsSide, type SideSettings } from './dtls-side.ts';

/** Where it is written down. */
interface Evidence {
  /** What decrypts the frames. */
  secrets(clientRandom: Uint8Array, master: Uint8Array): void;
  finding(finding: RecordedFinding): void;
}

/** DTLS of the tester's peers in one purpose, by their names in the record. */
export class PurposeDtls {
  readonly #clock: Clock;
  readonly #evidence: Evidence;
  readonly #servers = new Map<string, DtlsSide<LetInSettings>>();
  readonly #devices = new Map<string, DtlsSide<PeerSettings>>();

  constructor(clock: Clock, evidence: Evidence) {
    this.#clock = clock;
    this.#evidence = evidence;
  }

  /** Of a server of the tester, which devices connect to. */
  server(peer: string): DtlsSide<LetInSettings> {
    return this.#side(this.#servers, peer);
  }

  /** Of a device of the tester, which connects to servers. */
  device(peer: string): DtlsSide<PeerSettings> {
    return this.#side(this.#devices, peer);
  }

  #side<Settings extends SideSettings>(
    sides: Map<string, DtlsSide<Settings>>,
    peer: string,
  ): DtlsSide<Settings> {
    const known = sides.get(peer);
    if (known !== undefined) return known;
    const side: DtlsSide<Settings> = new DtlsSide(this.#clock, event => this.#told(event, side));
    sides.set(peer, side);
    return side;
  }

  #told(told: DtlsSocketEvent, side: { readonly steered: boolean }): void {
    if (told.kind !== 'association') return;
    const { event } = told;
    if (event.kind === 'secrets') this.#evidence.secrets(event.clientRandom, event.master);
    // Towards a peer that does wrong itself, only the purpose can tell what is a fault.
    if (event.kind === 'finding' && !side.steered) this.#evidence.finding(event);
  }
}
