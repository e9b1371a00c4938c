import type { Clock } from '../clock/clock.ts';
import { type PlannedBlock, sendPlanned } from '../coap/blockwise/block-plan.ts';
import type { Request } from '../coap/exchange/endpoint.ts';
import { Inbox } from '../coap/exchange/inbox.ts';
import type { Arrival, Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { isEmpty, isRequest } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import type { DeviceOperations } from '../server/device-operations.ts';
import type { ReferenceServer } from '../server/reference-server.ts';
import { objectRoot } from './object-list.ts';
import { reactionTo, tokenIn } from './provocation.ts';
import { ScriptedPeer } from './scripted-peer.ts';

const NOTHING = new Uint8Array(0);

/** The server a client under test talks to: behaves well by default, and as told otherwise. */
export class TesterServer extends ScriptedPeer {
  readonly #server: ReferenceServer;
  readonly #answers: Inbox;

  constructor(server: ReferenceServer, clock: Clock, patience: number) {
    super(server.coap, clock, patience);
    this.#server = server;
    this.#answers = new Inbox(clock);
    server.intercept(request => {
      // Whole, as it is served: the list of many objects comes in blocks.
      this.announce(request);
      return this.scriptedReply(request);
    });
    server.coap.onMessage(message => {
      if (!isRequest(message.code)) this.#answers.offer(message);
    });
  }

  get uri(): string {
    return this.#server.uri;
  }

  /** Operations on the device that sent this Register, at the address and below the root that it tells. */
  operationsOn(message: ReceivedMessage): DeviceOperations {
    return this.#server.operationsOn(() => message.from, objectRoot(message));
  }

  /** A request whose body goes to the device in blocks as planned; resolves with the answers up to the first refusal. */
  requestInBlocks(
    to: ReceivedMessage,
    request: Request,
    plan: readonly PlannedBlock[],
  ): Promise<readonly Outcome[]> {
    return sendPlanned(each => this.#server.coap.request(to.from, each), request, plan);
  }

  /** Where the registration of an endpoint can be reached (`/rd/5a3f`); null when there is none. */
  locationOf(endpoint: string): string | null {
    const registration = this.#server.registry.find(endpoint);
    return registration === undefined ? null : `/rd/${registration.id}`;
  }

  /** Forgets every registration without a word, as a server that lost its state. */
  forget(): void {
    this.#server.registry.clear();
  }

  /** A confirmable message with a message id and a token of its own, to be sent by hand. */
  compose(message: Partial<CoapMessage> & Pick<CoapMessage, 'code'>): CoapMessage {
    const { coap } = this.#server;
    return {
      type: 'CON',
      messageId: coap.freshMessageId(),
      token: coap.freshToken(),
      options: [],
      payload: NOTHING,
      ...message,
    };
  }

  /** Sends one confirmable message to the device, once, and gives it as it was sent; its answers are not acted on. */
  transmit(to: ReceivedMessage, message: Partial<CoapMessage> & Pick<CoapMessage, 'code'>): CoapMessage {
    const { coap } = this.#server;
    const sent = this.compose(message);
    // A separate response must be acknowledged like any other.
    coap.expectToken(to.from, sent.token, () => {});
    this.repeat(to, sent);
    return sent;
  }

  /** Sends a message once more, byte by byte. */
  repeat(to: ReceivedMessage, message: CoapMessage): void {
    this.#server.coap.transmit(to.from, message);
  }

  /** Sends these very bytes to the device: for messages that are illegal on purpose. */
  sendBytes(to: ReceivedMessage, bytes: Uint8Array): number | null {
    return this.#server.coap.sendBytes(to.from, bytes);
  }

  /** Sends bytes that are illegal on purpose, and resolves with an answer to them or with silence. */
  async provoke(to: ReceivedMessage, bytes: Uint8Array, within: number): Promise<Arrival> {
    // An answer under its token is no answer to nothing.
    const forget = this.#server.coap.expectToken(to.from, tokenIn(bytes), () => {});
    const sentFrame = this.sendBytes(to, bytes);
    const arrival = await this.#answers.next(reactionTo(bytes), within);
    forget();
    return arrival.kind === 'silence' ? { ...arrival, sentFrame } : arrival;
  }

  /** The response to a message that was transmitted, or the Reset. */
  response(sent: CoapMessage, within: number): Promise<Arrival> {
    return this.#answers.next(
      {
        name: 'a response',
        matches: ({ type, code, messageId, token }) =>
          type === 'ACK' || type === 'RST'
            ? messageId === sent.messageId && (type === 'RST' || !isEmpty(code))
            : !isEmpty(code) && Buffer.from(token).equals(sent.token),
      },
      within,
    );
  }

  /** What the device sends of its own accord under the token of an answer: a notification that was not agreed on. */
  afterthought(answer: Outcome, within: number): Promise<Arrival> {
    return this.#answers.next(
      {
        name: 'a notification',
        matches: message =>
          answer.kind === 'response' &&
          message !== answer.message &&
          (message.type === 'CON' || message.type === 'NON') &&
          Buffer.from(message.token).equals(answer.message.token),
      },
      within,
    );
  }

  /** Every ACK or Reset that came for a message that was transmitted, in order. */
  acknowledgementsOf(sent: Pick<CoapMessage, 'messageId'>): readonly ReceivedMessage[] {
    return this.received.filter(
      ({ type, messageId }) => (type === 'ACK' || type === 'RST') && messageId === sent.messageId,
    );
  }
}
