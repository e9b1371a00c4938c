import type { Delivery } from '../coap/exchange/endpoint.ts';
import type { Reply } from '../coap/exchange/received-message.ts';
import type { Address } from '../transport/datagram.ts';

/** A notification that came due while there was no way to the server. */
export interface HeldNotification {
  readonly peer: Address;
  readonly token: Uint8Array;
  readonly reply: Reply;
  /** Whether the account wanted it stored at that time (TS 1.0 E.2, resource 6). */
  readonly stored: boolean;
}

/** Gives what is delivered of what came due meanwhile, in this order, in place of `proceed`. */
export type ReturnHook = (
  held: readonly HeldNotification[],
  proceed: () => readonly HeldNotification[],
) => readonly HeldNotification[];

/** What becomes of a notification; one that has to wait, or that nobody wanted stored, ends no observation. */
export type Notified = Delivery | 'held';

export interface OutboxEnvironment {
  readonly notify: (peer: Address, token: Uint8Array, reply: Reply) => Promise<Delivery>;
  /** Whether there is a way to the server now. */
  readonly open: () => boolean;
  /** Notification Storing When Disabled or Offline, as it is now. */
  readonly stores: () => boolean;
  /** Told when the server no longer wants what is delivered late. */
  readonly onRefused: (token: Uint8Array) => void;
  readonly onFault: (fault: unknown) => void;
  readonly hook?: ReturnHook | undefined;
}

/**
 * Notifications on their way to one server. While there is none they are stored or dropped, as the account says; once it
 * is back they are delivered one after the other, in the order in which they came due, before any newer one.
 */
export class NotificationOutbox {
  readonly #environment: OutboxEnvironment;
  #held: HeldNotification[] = [];
  #delivering = false;

  constructor(environment: OutboxEnvironment) {
    this.#environment = environment;
  }

  notify(peer: Address, token: Uint8Array, reply: Reply): Promise<Notified> {
    const { notify, open, stores } = this.#environment;
    if (open() && !this.#delivering) return notify(peer, token, reply);
    this.#held.push({ peer, token, reply, stored: open() || stores() });
    return Promise.resolve('held');
  }

  /** The way to the server is back. */
  opened(): void {
    const { hook = (_, proceed) => proceed(), onFault } = this.#environment;
    const held = this.#held;
    if (held.length === 0 || this.#delivering) return;
    this.#held = [...hook(held, () => held.filter(({ stored }) => stored))];
    this.#deliver().catch(onFault);
  }

  clear(): void {
    this.#held = [];
  }

  async #deliver(): Promise<void> {
    this.#delivering = true;
    // Each once the one before has arrived: a newer one would take its place (RFC 7641 §4.5.2).
    while (this.#environment.open()) {
      const next = this.#held.shift();
      if (next === undefined) break;
      const delivery = await this.#environment.notify(next.peer, next.token, next.reply);
      if (delivery === 'acknowledged') continue;
      this.#held = this.#held.filter(({ token }) => token !== next.token);
      this.#environment.onRefused(next.token);
    }
    this.#delivering = false;
  }
}
