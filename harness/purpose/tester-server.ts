import { Inbox, type Pattern } from '../coap/inbox.ts';
import { isRequest } from '../coap/codes.ts';
import type { Arrival, ReceivedMessage, Reply } from '../coap/received-message.ts';
import type { Clock } from '../clock/clock.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import type { ReferenceServer } from '../server/reference-server.ts';

interface Rule {
  readonly pattern: Pattern;
  readonly reply: Reply | null;
  remaining: number;
}

/** The server a client under test talks to: behaves well by default, and as told otherwise. */
export class TesterServer {
  readonly #server: ReferenceServer;
  readonly #inbox: Inbox;
  readonly #patience: number;
  readonly #rules: Rule[] = [];
  /** Every message of the SUT, duplicates included, in order of arrival. */
  readonly received: ReceivedMessage[] = [];

  constructor(server: ReferenceServer, clock: Clock, patience: number) {
    this.#server = server;
    this.#inbox = new Inbox(clock);
    this.#patience = patience;
    server.coap.onMessage(message => {
      this.received.push(message);
      if (isRequest(message.code) && !message.duplicate) this.#inbox.offer(message);
    });
    server.intercept(request => this.#apply(request));
  }

  get uri(): string {
    return this.#server.uri;
  }

  /** Operations on the device that sent `message`, wherever it is. */
  operationsOn(message: ReceivedMessage): DeviceOperations {
    return this.#server.operationsOn(() => message.from);
  }

  /** The next request of the SUT that matches; waits MAX_TRANSMIT_WAIT unless told otherwise (milliseconds). */
  next(pattern: Pattern, within: number = this.#patience): Promise<Arrival> {
    return this.#inbox.next(pattern, within);
  }

  /** Answers the next `times` matching requests with `reply`; null leaves them unanswered. */
  answer(pattern: Pattern, reply: Reply | null, times = 1): void {
    this.#rules.push({ pattern, reply, remaining: times });
  }

  /** Forgets every registration without a word, as a server that lost its state. */
  forget(): void {
    this.#server.registry.clear();
  }

  /** What has arrived so far no longer counts as news. */
  disregardPast(): void {
    this.#inbox.clear();
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  #apply(request: ReceivedMessage): Reply | null | undefined {
    const rule = this.#rules.find(({ pattern, remaining }) => remaining > 0 && pattern.matches(request));
    if (rule === undefined) return undefined;
    rule.remaining -= 1;
    return rule.reply;
  }
}
