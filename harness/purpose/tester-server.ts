import type { Clock } from '../clock/clock.ts';
import type { ReceivedMessage } from '../coap/received-message.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import { ScriptedPeer } from './scripted-peer.ts';

/** The server a client under test talks to: behaves well by default, and as told otherwise. */
export class TesterServer extends ScriptedPeer {
  readonly #server: ReferenceServer;

  constructor(server: ReferenceServer, clock: Clock, patience: number) {
    super(server.coap, clock, patience);
    this.#server = server;
    server.intercept(request => this.scriptedReply(request));
  }

  get uri(): string {
    return this.#server.uri;
  }

  /** Operations on the device that sent `message`, wherever it is. */
  operationsOn(message: ReceivedMessage): DeviceOperations {
    return this.#server.operationsOn(() => message.from);
  }

  /** Forgets every registration without a word, as a server that lost its state. */
  forget(): void {
    this.#server.registry.clear();
  }
}
