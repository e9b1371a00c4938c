import type { Address, Datagram } from '../../transport/datagram.ts';
import type { Association } from '../association/association.ts';
import type { Agreement } from '../association/session.ts';

/** Which side of the handshake we are on. */
export type PeerRole = 'client' | 'server';

/** The other side of one association on a socket. */
export class Peer {
  readonly role: PeerRole;
  /** Of the hello that began it, by which a repeated one is known; null where we began. */
  readonly clientRandom: Uint8Array | null;
  address: Address;
  #association: Association | null = null;
  #arrived: Datagram | null = null;
  #queue: Uint8Array[] = [];
  readonly #waiting: ((agreement: Agreement | null) => void)[] = [];
  #ended = false;

  constructor(role: PeerRole, address: Address, clientRandom: Uint8Array | null) {
    this.role = role;
    this.address = address;
    this.clientRandom = clientRandom;
  }

  get association(): Association {
    if (this.#association === null) throw new TypeError('a peer before its association');
    return this.#association;
  }

  set association(association: Association) {
    this.#association = association;
  }

  /** Null until the handshake is done; a handshake may fail before its association is here. */
  get agreement(): Agreement | null {
    return this.#association?.agreement ?? null;
  }

  /** Where the datagram that is being read came from. */
  get arrivedFrom(): Address | null {
    return this.#arrived?.from ?? null;
  }

  /** When it came, where that is known. */
  get arrival(): { readonly at?: number } {
    const at = this.#arrived?.at;
    return at === undefined ? {} : { at };
  }

  receive(datagram: Datagram): void {
    this.#arrived = datagram;
    this.association.receive(datagram.bytes, datagram.frame ?? null);
    this.#arrived = null;
  }

  queue(bytes: Uint8Array, most: number): void {
    this.#queue.push(bytes);
    if (this.#queue.length > most) this.#queue.shift();
  }

  /** Sends what has waited for the handshake. */
  flush(): void {
    const queue = this.#queue;
    this.#queue = [];
    for (const bytes of queue) this.association.send(bytes);
    this.#settle();
  }

  end(): void {
    this.#ended = true;
    this.#queue = [];
    this.#settle();
  }

  /** Resolves when the handshake is done, with null when it failed. */
  settled(): Promise<Agreement | null> {
    const { agreement } = this.association;
    if (agreement !== null || this.#ended) return Promise.resolve(this.#ended ? null : agreement);
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  #settle(): void {
    const agreement = this.#ended ? null : this.agreement;
    for (const resolve of this.#waiting.splice(0)) resolve(agreement);
  }
}
