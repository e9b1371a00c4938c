import type { Clock } from '../clock/clock.ts';
import { type PlannedBlock, sendPlanned } from '../coap/blockwise/block-plan.ts';
import type { CoapEndpoint, Request } from '../coap/exchange/endpoint.ts';
import { Inbox, type Pattern } from '../coap/exchange/inbox.ts';
import type { Arrival, Outcome, ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import { EMPTY, isEmpty, isRequest } from '../coap/message/codes.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import type { Address } from '../transport/datagram.ts';
import { reactionTo, tokenIn } from './provocation.ts';
import { ScriptedPeer } from './scripted-peer.ts';

const NOTHING = new Uint8Array(0);
const EMPTY_MESSAGE = { code: EMPTY, token: NOTHING, options: [], payload: NOTHING } as const;

/** A device of the tester that talks to one server, whose every message can be made by hand. */
export abstract class DevicePeer extends ScriptedPeer {
  readonly #coap: CoapEndpoint;
  readonly #server: () => Address;
  readonly #answers: Inbox;
  readonly #patience: number;

  /** @param patience milliseconds that anything is waited for unless told otherwise. */
  constructor(coap: CoapEndpoint, server: () => Address, clock: Clock, patience: number) {
    super(coap, clock, patience);
    this.#coap = coap;
    this.#server = server;
    this.#patience = patience;
    this.#answers = new Inbox(clock);
    coap.onMessage(message => {
      if (!isRequest(message.code)) this.#answers.offer(message);
    });
  }

  /** Where the server is. */
  get serverAddress(): Address {
    return this.#server();
  }

  /** Any request to the server, well-formed. */
  request(request: Request): Promise<Outcome> {
    return this.#coap.request(this.#server(), request);
  }

  /** A request whose body goes to the server in blocks as planned; resolves with the answers up to the first refusal. */
  requestInBlocks(request: Request, plan: readonly PlannedBlock[]): Promise<readonly Outcome[]> {
    return sendPlanned(each => this.request(each), request, plan);
  }

  /** A request with a message id and a token of its own, for `exchange`. */
  compose({ method, type = 'CON', token, options, payload = NOTHING }: Request): CoapMessage {
    const coap = this.#coap;
    return {
      type,
      code: method,
      messageId: coap.freshMessageId(),
      token: token ?? coap.freshToken(),
      options,
      payload,
    };
  }

  /** Sends a composed request once, and as often as it is called, and resolves with what answers it. */
  exchange(message: CoapMessage, within: number = this.#patience): Promise<Outcome> {
    return this.#exchange(message, answerTo(message), within);
  }

  /** Sends a composed request once more. An Empty acknowledgement is an answer too: the response may have come apart. */
  repeat(message: CoapMessage): Promise<Outcome> {
    const { name, matches } = answerTo(message);
    const acknowledges = ({ type, messageId }: ReceivedMessage): boolean =>
      type === 'ACK' && messageId === message.messageId;
    const answers: Pattern = { name, matches: each => acknowledges(each) || matches(each) };
    return this.#exchange(message, answers, this.#patience);
  }

  async #exchange(message: CoapMessage, answers: Pattern, within: number): Promise<Outcome> {
    const coap = this.#coap;
    const server = this.#server();
    const forget = coap.expectToken(server, message.token, () => {});
    const sentFrame = coap.transmit(server, message);
    const arrival = await this.nextAnswer(answers, within);
    forget();
    if (arrival.kind === 'silence') return { ...arrival, sentFrame };
    return {
      kind: arrival.message.type === 'RST' ? 'reset' : 'response',
      message: arrival.message,
      sentFrame,
    };
  }

  /** The next response, acknowledgement or reset of the server that matches. */
  nextAnswer(pattern: Pattern, within: number = this.#patience): Promise<Arrival> {
    return this.#answers.next(pattern, within);
  }

  override disregardPast(): void {
    super.disregardPast();
    this.#answers.clear();
  }

  ping(): Promise<Outcome> {
    return this.#coap.ping(this.#server());
  }

  /** Sends bytes that are illegal on purpose, and resolves with an answer to them or with silence. */
  async provoke(bytes: Uint8Array, within: number): Promise<Arrival> {
    const coap = this.#coap;
    const server = this.#server();
    // An answer under its token is no answer to nothing.
    const forget = coap.expectToken(server, tokenIn(bytes), () => {});
    const sentFrame = this.sendBytes(bytes);
    const arrival = await this.nextAnswer(reactionTo(bytes), within);
    forget();
    return arrival.kind === 'silence' ? { ...arrival, sentFrame } : arrival;
  }

  /** Rejects a request that the script left unanswered. */
  reject({ from, messageId }: ReceivedMessage): void {
    this.#coap.transmit(from, { ...EMPTY_MESSAGE, type: 'RST', messageId });
  }

  /** Acknowledges a request that the script left unanswered; the response is to come separately. */
  acknowledge({ from, messageId }: ReceivedMessage): void {
    this.#coap.transmit(from, { ...EMPTY_MESSAGE, type: 'ACK', messageId });
  }

  /** Answers a request that the script left unanswered, in the acknowledgement. */
  piggyback(
    { from, messageId, token }: ReceivedMessage,
    { code, options = [], payload = NOTHING }: Reply,
  ): void {
    this.#coap.transmit(from, { type: 'ACK', code, messageId, token, options, payload });
  }

  /** A separate response or a notification, on the token of `request`; resolves with the server's reaction. */
  deliver(request: ReceivedMessage, reply: Reply, type: 'CON' | 'NON', within?: number): Promise<Arrival> {
    return this.#coap.deliver(request.from, request.token, reply, type, within, request);
  }

  /** The same on a token that the server has never given. */
  deliverUnasked(reply: Reply, within?: number): Promise<Arrival> {
    const coap = this.#coap;
    const server = this.#server();
    return coap.deliver(server, coap.freshToken(), reply, 'CON', within);
  }

  /** These very bytes to the server: for messages that are illegal on purpose. */
  sendBytes(bytes: Uint8Array): number | null {
    return this.#coap.sendBytes(this.#server(), bytes);
  }
}

/** By message id in an acknowledgement or reset, by token in a response of its own (RFC 7252 §5.3.2). */
function answerTo({ messageId, token }: CoapMessage): Pattern {
  return {
    name: 'an answer',
    matches: message => {
      if (message.type === 'RST') return message.messageId === messageId;
      if (isEmpty(message.code)) return false;
      if (message.type === 'ACK') return message.messageId === messageId;
      return Buffer.from(message.token).equals(token);
    },
  };
}
