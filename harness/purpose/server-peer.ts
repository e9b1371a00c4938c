import type { Clock } from '../clock/clock.ts';
import { type PlannedBlock, sendPlanned } from '../coap/blockwise/block-plan.ts';
import type { CoapEndpoint, Request } from '../coap/exchange/endpoint.ts';
import { Inbox } from '../coap/exchange/inbox.ts';
import type { Arrival, Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { isEmpty, isRequest } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { reactionTo, tokenIn } from './provocation.ts';
import { ScriptedPeer } from './scripted-peer.ts';

const NOTHING = new Uint8Array(0);

/** A server of the tester that a client under test talks to, whose every message can be made by hand. */
export abstract class ServerPeer extends ScriptedPeer {
  readonly #coap: CoapEndpoint;
  readonly #answers: Inbox;

  /** @param patience milliseconds that `next` waits unless told otherwise. */
  constructor(coap: CoapEndpoint, clock: Clock, patience: number) {
    super(coap, clock, patience);
    this.#coap = coap;
    this.#answers = new Inbox(clock);
    coap.onMessage(message => {
      if (!isRequest(message.code)) this.#answers.offer(message);
    });
  }

  /** A request whose body goes to the device in blocks as planned; resolves with the answers up to the first refusal. */
  requestInBlocks(
    to: ReceivedMessage,
    request: Request,
    plan: readonly PlannedBlock[],
  ): Promise<readonly Outcome[]> {
    return sendPlanned(each => this.#coap.request(to.from, each), request, plan);
  }

  /** A confirmable message with a message id and a token of its own, to be sent by hand. */
  compose(message: Partial<CoapMessage> & Pick<CoapMessage, 'code'>): CoapMessage {
    const coap = this.#coap;
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
    const coap = this.#coap;
    const sent = this.compose(message);
    // A separate response must be acknowledged like any other.
    coap.expectToken(to.from, sent.token, () => {});
    this.repeat(to, sent);
    return sent;
  }

  /** Sends a message once more, byte by byte. */
  repeat(to: ReceivedMessage, message: CoapMessage): void {
    this.#coap.transmit(to.from, message);
  }

  /** Sends these very bytes to the device: for messages that are illegal on purpose. */
  sendBytes(to: ReceivedMessage, bytes: Uint8Array): number | null {
    return this.#coap.sendBytes(to.from, bytes);
  }

  /** Sends bytes that are illegal on purpose, and resolves with an answer to them or with silence. */
  async provoke(to: ReceivedMessage, bytes: Uint8Array, within: number): Promise<Arrival> {
    // An answer under its token is no answer to nothing.
    const forget = this.#coap.expectToken(to.from, tokenIn(bytes), () => {});
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
