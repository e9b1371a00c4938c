import type { Clock } from '../../clock/clock.ts';
import type { Address, DatagramSocket } from '../../transport/datagram.ts';
import type { Random } from '../../transport/random.ts';
import { blockIn } from '../blockwise/block-option.ts';
import { BlockwiseClient, type Exchange } from '../blockwise/blockwise-client.ts';
import type { BlockwiseParameters } from '../blockwise/blockwise-parameters.ts';
import { BlockwiseServer } from '../blockwise/blockwise-server.ts';
import { isRequest } from '../message/codes.ts';
import { decodeMessage } from '../message/decode.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import type { MatchingFinding, Violation } from './matching-finding.ts';
import { MessageLayer } from './message-layer.ts';
import { NotificationSender } from './notification-sender.ts';
import type { Content } from './outgoing-message.ts';
import { OwnPayloads, type PayloadInspection } from './own-payloads.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { Peer } from './peer.ts';
import { awaitReaction, type Reaction } from './reaction.ts';
import type { Arrival, Outcome, ReceivedMessage, Reply } from './received-message.ts';
import type { Delivery, Request, RequestHandler } from './request.ts';
import { exchangeRequest, type RequestEnvironment } from './request-exchange.ts';
import { RequestService } from './request-service.ts';
import { unexpectedResponseViolations } from './response-rules.ts';
import { type Expectation, Tokens, tokenKey } from './tokens.ts';

export type { Delivery, Request, RequestHandler } from './request.ts';

const NOTHING = new Uint8Array(0);
const TOKEN_LENGTH = 8;

export interface EndpointEnvironment {
  readonly socket: DatagramSocket;
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  /** Milliseconds by which the way to a peer may distort its intervals; 0 unless given. */
  readonly tolerance?: number;
  /** Told when a request handler throws: a fault of the peer that owns this endpoint. */
  readonly onFault: (fault: unknown) => void;
  /** How large bodies are transferred in blocks (RFC 7959); absent or null: they are not, and blocks are messages like others. */
  readonly blockwise?: BlockwiseParameters | null;
  /** Looks at every payload before it leaves, but those that are wrong on purpose. */
  readonly inspectPayload?: PayloadInspection | undefined;
}

/** Looks at a request first, each block by itself; undefined leaves it to the transfer and the handler. */
export type BlockInterception = (request: ReceivedMessage) => Reply | null | undefined;

/**
 * A CoAP endpoint over UDP (RFC 7252 §4 and §5, RFC 7641): confirmable and non-confirmable messages,
 * piggy-backed and separate responses, notifications, reset, ping; and what peers do wrong between messages.
 */
export class CoapEndpoint {
  readonly #environment: EndpointEnvironment;
  readonly #messages: MessageLayer;
  readonly #tokens: Tokens;
  readonly #service: RequestService;
  readonly #notifications: NotificationSender;
  readonly #requests: RequestEnvironment;
  readonly #blockwiseClient: BlockwiseClient | null;
  readonly #blockwiseServer: BlockwiseServer | null;
  readonly #payloads: OwnPayloads | null;
  readonly #listeners: ((message: ReceivedMessage) => void)[] = [];
  readonly #findingListeners: ((finding: MatchingFinding) => void)[] = [];
  #handler: RequestHandler = () => ({ code: '4.04' });
  #interceptBlock: BlockInterception = () => undefined;

  constructor(environment: EndpointEnvironment) {
    const { clock, parameters, onFault, blockwise = null, inspectPayload } = environment;
    const violated = (violations: readonly Violation[], message: ReceivedMessage): void =>
      this.#report(violations, message);
    this.#environment = environment;
    this.#payloads = inspectPayload === undefined ? null : new OwnPayloads(clock, inspectPayload, onFault);
    this.#tokens = new Tokens(clock, parameters.exchangeLifetime);
    this.#messages = new MessageLayer(environment, {
      arrived: message => {
        this.#payloads?.arrived(message);
        for (const listener of this.#listeners) listener(message);
      },
      violated,
      request: (message, peer) => this.#service.receive(message, peer),
      treatmentOf: (message, peer) =>
        this.#tokens.find(peer, tokenKey(message.token))?.treatment ?? 'unexpected',
      response: (message, peer) => this.#response(message, peer),
      awaitedFromAnother: ({ token }, peer) => this.#tokens.isAwaitedFromAnother(peer, tokenKey(token)),
    });
    this.#service = new RequestService({ clock, parameters, messages: this.#messages, onFault }, request =>
      this.#answer(request),
    );
    this.#notifications = new NotificationSender(this.#messages);
    this.#requests = {
      ...{ clock, parameters, messages: this.#messages, tokens: this.#tokens },
      violated,
    };
    const lifetime = parameters.exchangeLifetime;
    this.#blockwiseClient =
      blockwise === null ? null : new BlockwiseClient({ parameters: blockwise, violated });
    this.#blockwiseServer =
      blockwise === null ? null : new BlockwiseServer({ clock, lifetime, parameters: blockwise, violated });
  }

  get address(): Address {
    return this.#environment.socket.address;
  }

  /** Who answers requests; the default is 4.04 to everything. */
  serve(handler: RequestHandler): void {
    this.#handler = handler;
  }

  /** Lets a caller answer single blocks differently, from now on. */
  interceptBlocks(interception: BlockInterception): void {
    this.#interceptBlock = interception;
  }

  /** Every decodable message, duplicates included, before it is acted on. */
  onMessage(listener: (message: ReceivedMessage) => void): void {
    this.#listeners.push(listener);
  }

  /** What peers do wrong between messages, after `onMessage` has told of the message that shows it. */
  onFinding(listener: (finding: MatchingFinding) => void): void {
    this.#findingListeners.push(listener);
  }

  /** Sends a request and resolves with its response, a reset, or silence after MAX_TRANSMIT_WAIT. */
  async request(to: Address, request: Request): Promise<Outcome> {
    this.#payloads?.request({ ...request, code: request.method });
    const exchange = this.#exchangeWith(to);
    return this.#blockwiseClient === null || request.blockwise === false
      ? exchange(request)
      : this.#blockwiseClient.request(exchange, request);
  }

  /**
   * Delivers messages that carry this token until the returned function is called (RFC 7641 notifications).
   * With `reject` each of them is answered with a Reset, which cancels the observation (RFC 7641 §3.6).
   */
  expectToken(
    from: Address,
    token: Uint8Array,
    listener: Expectation['listener'],
    treatment: Expectation['treatment'] = 'accept',
  ): () => void {
    const key = tokenKey(token);
    const peer = this.#messages.peer(from);
    const expectation: Expectation = {
      ...{ kind: 'token', peer, listener, treatment },
      ...{ observation: null, registration: null, delivered: 0 },
    };
    const previous = this.#tokens.expect(key, expectation);
    expectation.observation = previous?.observation ?? null;
    expectation.registration = previous?.registration ?? null;
    return () => {
      const { observation } = expectation;
      const at = this.#environment.clock.now();
      this.#tokens.forget(key, expectation, { at, peer, request: null, answered: false, observation });
    };
  }

  /** Sends a response that no request is waiting for: a notification or a separate response. */
  respond(to: Address, token: Uint8Array, reply: Reply, type: 'CON' | 'NON'): Promise<Delivery> {
    this.#payloads?.response(to, token, reply);
    const content = contentOf(token, this.#firstBlock(to, token, reply), type);
    return new Promise(resolve => {
      this.#messages.send(this.#messages.peer(to), content, {
        answered: message => resolve(message.type === 'RST' ? 'reset' : 'acknowledged'),
        exhausted: () => resolve('unacknowledged'),
        abandoned: () => resolve('unacknowledged'),
      });
    });
  }

  /**
   * Sends a confirmable notification; it takes the place of an older one under the token that is not acknowledged yet
   * (RFC 7641 §4.5.2). Resolves with what became of it, or of the one that took its own place.
   */
  notify(to: Address, token: Uint8Array, reply: Reply): Promise<Delivery> {
    this.#payloads?.response(to, token, reply);
    const content = contentOf(token, this.#firstBlock(to, token, reply), 'CON');
    return this.#notifications.notify(this.#messages.peer(to), content);
  }

  /**
   * As `respond`, resolving with the acknowledgement or reset itself, or with silence after `within` milliseconds.
   * A non-confirmable message is answered with a Reset or not at all. `request` is what it answers, where that is known.
   */
  async deliver(
    to: Address,
    token: Uint8Array,
    reply: Reply,
    type: 'CON' | 'NON',
    within?: number,
    request?: ReceivedMessage,
  ): Promise<Arrival> {
    this.#payloads?.response(to, token, reply, request);
    const { message, ...silence } = await this.#awaitReaction(to, contentOf(token, reply, type), within);
    return message === null ? { kind: 'silence', ...silence } : { kind: 'arrived', message };
  }

  /** Sends one message once, as it is: for repetitions and acknowledgements made by hand. Returns the frame number. */
  transmit(to: Address, message: CoapMessage): number | null {
    if (isRequest(message.code)) this.#payloads?.request(message);
    else this.#payloads?.response(to, message.token, message);
    this.#leaveToHand(to, message);
    return this.#messages.transmit(to, message);
  }

  /** CoAP ping: resolves with the reset, or silence (RFC 7252 §4.3). */
  async ping(to: Address): Promise<Outcome> {
    const content = { type: 'CON', code: '0.00', token: NOTHING, options: [] } as const;
    const { message, waited, sentFrame } = await this.#awaitReaction(to, content);
    return message === null ? { kind: 'silence', waited, sentFrame } : { kind: 'reset', message, sentFrame };
  }

  /** Sends these very bytes: for messages that are illegal on purpose. Returns the frame number. */
  sendBytes(to: Address, bytes: Uint8Array): number | null {
    const { message } = decodeMessage(bytes);
    if (message !== null) this.#leaveToHand(to, message);
    return this.#messages.sendBytes(to, bytes);
  }

  freshToken(): Uint8Array {
    return this.#environment.random.bytes(TOKEN_LENGTH);
  }

  /** The next message id in sequence; used by hand it may be one that a peer has had within EXCHANGE_LIFETIME. */
  freshMessageId(): number {
    return this.#messages.messageIds.next();
  }

  close(): Promise<void> {
    return this.#messages.close();
  }

  /** A request made by hand on the token of an observation changes what may follow: its rules are no longer watched. */
  #leaveToHand(to: Address, { code, token }: CoapMessage): void {
    if (!isRequest(code)) return;
    const expected = this.#tokens.find(this.#messages.peer(to), tokenKey(token));
    if (expected !== undefined) expected.observation = null;
  }

  #exchangeWith(to: Address): Exchange {
    return request => {
      const token = request.token ?? this.freshToken();
      return exchangeRequest(this.#requests, this.#messages.peer(to), { ...request, token });
    };
  }

  #answer(request: ReceivedMessage): Promise<Reply | null> | Reply | null {
    const inspected = (reply: Reply | null): Reply | null => {
      if (reply !== null) this.#payloads?.response(request.from, request.token, reply, request);
      return reply;
    };
    const intercepted = this.#interceptBlock(request);
    if (intercepted !== undefined) return inspected(intercepted);
    const handler: RequestHandler = whole => {
      const reply = this.#handler(whole);
      return reply instanceof Promise ? reply.then(inspected) : inspected(reply);
    };
    return this.#blockwiseServer === null ? handler(request) : this.#blockwiseServer.handle(request, handler);
  }

  #firstBlock(to: Address, token: Uint8Array, reply: Reply): Reply {
    return this.#blockwiseServer?.notification(to, token, reply) ?? reply;
  }

  #awaitReaction(
    to: Address,
    content: Content,
    within: number = this.#environment.parameters.maxTransmitWait,
  ): Promise<Reaction> {
    const peer = this.#messages.peer(to);
    return awaitReaction({ clock: this.#environment.clock, messages: this.#messages }, peer, content, within);
  }

  /** A response or a notification: by its token (RFC 7252 §5.3.2). */
  #response(message: ReceivedMessage, peer: Peer): void {
    const key = tokenKey(message.token);
    const expected = this.#tokens.find(peer, key);
    if (expected === undefined) {
      const past = this.#tokens.past(peer, key);
      const awaitedFromAnother = this.#tokens.isAwaitedFromAnother(peer, key);
      this.#report(unexpectedResponseViolations(message, { past, awaitedFromAnother }), message);
      if (message.type === 'CON') past?.observation?.rejected();
      return;
    }
    if (expected.kind === 'token' && expected.observation !== null) {
      this.#report(expected.observation.notified(message), message);
      if (expected.treatment === 'reject') expected.observation.rejected();
    }
    this.#deliver(expected, message, peer);
  }

  /** A notification of which the peer sent the first block only is delivered when the others have been fetched. */
  #deliver(expected: Expectation, message: ReceivedMessage, peer: Peer): void {
    const { registration } = expected;
    const isPartial = registration !== null && blockIn(message, OptionNumber.block2)?.block?.more === true;
    if (this.#blockwiseClient === null || expected.kind === 'request' || !isPartial) {
      expected.delivered += 1;
      expected.listener(message);
      return;
    }
    expected.delivered += 1;
    const turn = expected.delivered;
    this.#blockwiseClient
      .notification(this.#exchangeWith(peer.address), registration, message)
      .then(whole => {
        // A newer notification has come meanwhile, which makes this one stale (RFC 7641 §3.4).
        if (expected.delivered === turn) expected.listener(whole);
      })
      .catch(this.#environment.onFault);
  }

  #report(violations: readonly Violation[], { from, at, frame }: ReceivedMessage): void {
    for (const each of violations) {
      for (const listener of this.#findingListeners) listener({ ...each, from, at, frame });
    }
  }
}

function contentOf(
  token: Uint8Array,
  { code, options = [], payload = NOTHING, illegal = false }: Reply,
  type: 'CON' | 'NON',
): Content {
  return { type, code, token, options, payload, illegal };
}
