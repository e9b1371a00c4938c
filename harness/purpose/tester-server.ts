import type { Clock } from '../clock/clock.ts';
import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import type { AccountSecurity } from '../lwm2m/account-security.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import { objectRoot } from './object-list.ts';
import { ServerPeer } from './server-peer.ts';

/** The server a client under test talks to: behaves well by default, and as told otherwise. */
export class TesterServer extends ServerPeer {
  readonly #server: ReferenceServer;

  constructor(server: ReferenceServer, clock: Clock, patience: number) {
    super(server.coap, clock, patience);
    this.#server = server;
    server.intercept(request => this.scriptedReply(request));
  }

  get uri(): string {
    return this.#server.uri;
  }

  /** Operations on the device that sent this, at its address; below the root that a Register tells, unless another is given. */
  operationsOn(message: ReceivedMessage, root = objectRoot(message)): DeviceOperations {
    return this.#server.operationsOn(() => message.from, root);
  }

  /** Where the registration of an endpoint can be reached (`/rd/5a3f`); null when there is none. */
  locationOf(endpoint: string): string | null {
    const registration = this.#server.registry.find(endpoint);
    return registration === undefined ? null : `/rd/${registration.id}`;
  }

  /** Lets this device in from now on, with these credentials in place of those it had. Without security it has none to look at. */
  provision(endpoint: string, security: AccountSecurity): void {
    this.#server.admission?.provision(endpoint, security);
  }

  /** Forgets every registration without a word, as a server that lost its state. */
  forget(): void {
    this.#server.registry.clear();
  }
}
