import type { Clock } from '../../clock/clock.ts';
import { HarnessBugError } from '../../errors/touchstone-error.ts';
import { type Address, type Datagram, type DatagramSocket, formatAddress } from '../../transport/datagram.ts';
import type { Random } from '../../transport/random.ts';
import { isEmpty, isRequest } from '../message/codes.ts';
import { decodeMessage } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage, CoapOption, MessageType } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { hasOption } from '../message/options.ts';
import { Deduplication } from './deduplication.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { Arrival, Outcome, ReceivedMessage, Reply } from './received-message.ts';
import { Transmission } from './transmission.ts';

const NOTHING = new Uint8Array(0);
const TOKEN_LENGTH = 8;
/** A payload marker without payload makes no message (RFC 7252 §3), however readable the rest is. */
const FORMAT_ERROR = 'coap.payload-empty';

export interface EndpointEnvironment {
  readonly socket: DatagramSocket;
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  /** Told when a request handler throws: a fault of the peer that owns this endpoint. */
  readonly onFault: (fault: unknown) => void;
}

/** A request before it has a message id; without a token a fresh one is drawn. */
export interface Request {
  readonly method: CoapMessage['code'];
  readonly type?: 'CON' | 'NON';
  readonly token?: Uint8Array;
  readonly options: readonly CoapOption[];
  readonly payload?: Uint8Array;
  /** Milliseconds after which the answer is no longer awaited; MAX_TRANSMIT_WAIT unless given. */
  readonly within?: number;
}

/** Answers a request; null means: stay silent. */
export type RequestHandler = (request: ReceivedMessage) => Promise<Reply | null> | Reply | null;

/** What became of a confirmable message that is not a request: a notification or a separate response. */
export type Delivery = 'acknowledged' | 'reset' | 'unacknowledged';

/** A message before it has a message id. */
type Content = Omit<CoapMessage, 'messageId' | 'payload'> & { readonly payload?: Uint8Array };

interface Expected {
  readonly listener: (message: ReceivedMessage) => void;
  /** Whether the message is acknowledged as usual or rejected with a Reset. */
  readonly treatment: 'accept' | 'reject';
}

interface Awaited {
  /** Stops retransmission: any message with this id from this peer has arrived. */
  readonly transmission: Transmission | null;
  readonly onAcknowledged: (message: ReceivedMessage) => void;
}

/**
 * The message and request/response layer of CoAP over UDP (RFC 7252 §4 and §5, RFC 7641 §3 and §4):
 * confirmable and non-confirmable messages, retransmission, deduplication, piggy-backed and separate responses, reset, ping.
 */
export class CoapEndpoint {
  readonly #environment: EndpointEnvironment;
  readonly #deduplication: Deduplication;
  readonly #byMessageId = new Map<string, Awaited>();
  readonly #byToken = new Map<string, Expected>();
  readonly #listeners: ((message: ReceivedMessage) => void)[] = [];
  #handler: RequestHandler = () => ({ code: '4.04' });
  #messageId: number;
  #open = true;

  constructor(environment: EndpointEnvironment) {
    this.#environment = environment;
    this.#deduplication = new Deduplication(environment.clock, environment.parameters.exchangeLifetime);
    this.#messageId = environment.random.integer(0x1_0000);
    environment.socket.onDatagram(datagram => this.#receive(datagram));
  }

  get address(): Address {
    return this.#environment.socket.address;
  }

  /** Who answers requests; the default is 4.04 to everything. */
  serve(handler: RequestHandler): void {
    this.#handler = handler;
  }

  /** Every decodable message, duplicates included, before it is acted on. */
  onMessage(listener: (message: ReceivedMessage) => void): void {
    this.#listeners.push(listener);
  }

  /** Sends a request and resolves with its response, a reset, or silence after MAX_TRANSMIT_WAIT. */
  request(to: Address, request: Request): Promise<Outcome> {
    const token = request.token ?? this.freshToken();
    const type = request.type ?? 'CON';
    const tokenKey = keyOf(to, token);
    return new Promise(resolve => {
      let sentFrame: number | null = null;
      const previous = this.#byToken.get(tokenKey);
      const end = (outcome: Outcome): void => {
        giveUp.cancel();
        // An observation on the same token outlives this request (RFC 7641 §3.6: cancellation reuses the token).
        if (previous === undefined) this.#byToken.delete(tokenKey);
        else this.#byToken.set(tokenKey, previous);
        sent.stop();
        resolve(outcome);
      };
      const waited = request.within ?? this.#environment.parameters.maxTransmitWait;
      const giveUp = this.#environment.clock.after(waited, () => end({ kind: 'silence', waited, sentFrame }));
      const cancels = request.options.some(
        ({ number, value }) => number === OptionNumber.observe && value.length > 0,
      );
      this.#byToken.set(tokenKey, {
        treatment: 'accept',
        listener: message => {
          // Until the cancellation is answered, notifications of the observation keep coming on the same token.
          const notification = message.type !== 'ACK' && hasOption(message, OptionNumber.observe);
          if (cancels && notification && previous !== undefined) previous.listener(message);
          else end({ kind: 'response', message, sentFrame });
        },
      });
      const sent = this.#send(to, { ...request, type, code: request.method, token }, message => {
        if (message.type === 'RST') end({ kind: 'reset', message, sentFrame });
      });
      sentFrame = sent.frame;
    });
  }

  /**
   * Delivers messages that carry this token until the returned function is called (RFC 7641 notifications).
   * With `reject` each of them is answered with a Reset, which cancels the observation (RFC 7641 §3.6).
   */
  expectToken(
    from: Address,
    token: Uint8Array,
    listener: Expected['listener'],
    treatment: Expected['treatment'] = 'accept',
  ): () => void {
    const key = keyOf(from, token);
    const expected: Expected = { listener, treatment };
    this.#byToken.set(key, expected);
    return () => {
      if (this.#byToken.get(key) === expected) this.#byToken.delete(key);
    };
  }

  /** Sends a response that no request is waiting for: a notification or a separate response. */
  respond(to: Address, token: Uint8Array, reply: Reply, type: 'CON' | 'NON'): Promise<Delivery> {
    return new Promise(resolve => {
      const done = (delivery: Delivery): void => resolve(delivery);
      this.#send(
        to,
        { type, code: reply.code, token, options: reply.options ?? [], payload: reply.payload ?? NOTHING },
        message => done(message.type === 'RST' ? 'reset' : 'acknowledged'),
        () => done('unacknowledged'),
      );
    });
  }

  /**
   * As `respond`, resolving with the acknowledgement or reset itself, or with silence after `within` milliseconds.
   * A non-confirmable message is answered with a Reset or not at all.
   */
  async deliver(
    to: Address,
    token: Uint8Array,
    reply: Reply,
    type: 'CON' | 'NON',
    within?: number,
  ): Promise<Arrival> {
    const { code, options = [], payload = NOTHING } = reply;
    const { message, ...silence } = await this.#awaitReaction(
      to,
      { type, code, token, options, payload },
      within,
    );
    return message === null ? { kind: 'silence', ...silence } : { kind: 'arrived', message };
  }

  /** Sends one message once, as it is: for repetitions and acknowledgements made by hand. Returns the frame number. */
  transmit(to: Address, message: CoapMessage): number | null {
    return this.#transmit(to, message);
  }

  /** CoAP ping: resolves with the reset, or silence (RFC 7252 §4.3). */
  async ping(to: Address): Promise<Outcome> {
    const content = { type: 'CON', code: '0.00', token: NOTHING, options: [] } as const;
    const { message, waited, sentFrame } = await this.#awaitReaction(to, content);
    return message === null ? { kind: 'silence', waited, sentFrame } : { kind: 'reset', message, sentFrame };
  }

  /** Sends these very bytes: for messages that are illegal on purpose. Returns the frame number. */
  sendBytes(to: Address, bytes: Uint8Array): number | null {
    return this.#environment.socket.send(bytes, to) ?? null;
  }

  freshToken(): Uint8Array {
    return this.#environment.random.bytes(TOKEN_LENGTH);
  }

  freshMessageId(): number {
    this.#messageId = (this.#messageId + 1) & 0xffff;
    return this.#messageId;
  }

  async close(): Promise<void> {
    this.#open = false;
    for (const { transmission } of this.#byMessageId.values()) transmission?.stop();
    await this.#environment.socket.close();
  }

  /** Sends a message and resolves with its acknowledgement or reset; null after `within` milliseconds without one. */
  #awaitReaction(
    to: Address,
    content: Content,
    within: number = this.#environment.parameters.maxTransmitWait,
  ): Promise<{
    readonly message: ReceivedMessage | null;
    readonly waited: number;
    readonly sentFrame: number | null;
  }> {
    return new Promise(resolve => {
      const end = (message: ReceivedMessage | null): void => {
        giveUp.cancel();
        sent.stop();
        resolve({ message, waited: within, sentFrame: sent.frame });
      };
      const giveUp = this.#environment.clock.after(within, () => end(null));
      const sent = this.#send(to, content, end);
    });
  }

  #send(
    to: Address,
    content: Content,
    onAnswered: (message: ReceivedMessage) => void,
    onExhausted: () => void = () => {},
  ): { readonly frame: number | null; stop(): void } {
    const message: CoapMessage = {
      type: content.type,
      code: content.code,
      token: content.token,
      options: content.options,
      payload: content.payload ?? NOTHING,
      messageId: this.freshMessageId(),
    };
    const key = `${formatAddress(to)}#${message.messageId}`;
    const transmission =
      message.type === 'CON'
        ? new Transmission(this.#environment, {
            send: () => this.#transmit(to, message),
            exhausted: () => {
              this.#byMessageId.delete(key);
              onExhausted();
            },
          })
        : null;
    this.#byMessageId.set(key, { transmission, onAcknowledged: onAnswered });
    const frame = this.#transmit(to, message);
    transmission?.start();
    return { frame, stop: () => transmission?.stop() };
  }

  #transmit(to: Address, message: CoapMessage): number | null {
    return this.#transmitBytes(to, encodeChecked(message));
  }

  #transmitBytes(to: Address, bytes: Uint8Array): number | null {
    return this.#open ? (this.#environment.socket.send(bytes, to) ?? null) : null;
  }

  #receive({ bytes, from, frame }: Datagram): void {
    const { message, deviations } = decodeMessage(bytes);
    if (message === null) return;
    const duplicate =
      (message.type === 'CON' || message.type === 'NON') &&
      this.#deduplication.isDuplicate(from, message.messageId);
    const at = this.#environment.clock.now();
    const received: ReceivedMessage = { ...message, from, at, frame: frame ?? null, deviations, duplicate };
    for (const listener of this.#listeners) listener(received);
    if (message.type === 'ACK' || message.type === 'RST') this.#answered(received);
    else if (duplicate) this.#repeatAnswer(received);
    else if (isEmpty(message.code) || deviations.some(({ code }) => code === FORMAT_ERROR))
      this.#reject(received);
    else if (isRequest(message.code)) this.#request(received).catch(this.#environment.onFault);
    else this.#response(received);
  }

  #answered(message: ReceivedMessage): void {
    const key = `${formatAddress(message.from)}#${message.messageId}`;
    const awaited = this.#byMessageId.get(key);
    awaited?.transmission?.stop();
    this.#byMessageId.delete(key);
    awaited?.onAcknowledged(message);
    if (message.type === 'ACK' && !isEmpty(message.code))
      this.#byToken.get(keyOf(message.from, message.token))?.listener(message);
  }

  #repeatAnswer(message: ReceivedMessage): void {
    const answer = this.#deduplication.answerTo(message.from, message.messageId);
    if (answer !== null) this.#transmitBytes(message.from, answer);
  }

  /** What cannot be processed, a ping among it (RFC 7252 §4.2, §4.3). */
  #reject(message: ReceivedMessage): void {
    if (message.type === 'CON') this.#answer(message, empty('RST', message.messageId));
  }

  /** A separate response or a notification. */
  #response(message: ReceivedMessage): void {
    const expected = this.#byToken.get(keyOf(message.from, message.token));
    const accepted = expected?.treatment === 'accept';
    if (message.type === 'CON') this.#answer(message, empty(accepted ? 'ACK' : 'RST', message.messageId));
    else if (expected?.treatment === 'reject') this.#answer(message, empty('RST', message.messageId));
    expected?.listener(message);
  }

  async #request(request: ReceivedMessage): Promise<void> {
    const { clock, parameters } = this.#environment;
    let separate = false;
    // Half the delay leaves the peer a margin before its own retransmission timer.
    const acknowledge = clock.after(parameters.processingDelay / 2, () => {
      separate = true;
      if (request.type === 'CON') this.#answer(request, empty('ACK', request.messageId));
    });
    const reply = await this.#handler(request);
    acknowledge.cancel();
    if (reply === null) return;
    const { code, options = [], payload = NOTHING } = reply;
    if (separate || request.type === 'NON') {
      void this.respond(request.from, request.token, reply, request.type === 'NON' ? 'NON' : 'CON');
      return;
    }
    this.#answer(request, {
      type: 'ACK',
      code,
      messageId: request.messageId,
      token: request.token,
      options,
      payload,
    });
  }

  #answer(request: ReceivedMessage, message: CoapMessage): void {
    const bytes = encodeChecked(message);
    this.#deduplication.remember(request.from, request.messageId, bytes);
    this.#transmitBytes(request.from, bytes);
  }
}

function empty(type: MessageType, messageId: number): CoapMessage {
  return { type, code: '0.00', messageId, token: NOTHING, options: [], payload: NOTHING };
}

/** Our own messages pass our own strict reader before they leave; what is illegal on purpose goes through sendBytes. */
function encodeChecked(message: CoapMessage): Uint8Array {
  const bytes = encodeMessage(message);
  const [deviation] = decodeMessage(bytes).deviations;
  if (deviation !== undefined) {
    throw new HarnessBugError('coap.own-message', `about to send a malformed message: ${deviation.message}`, {
      hint: `this is a defect of Touchstone (${deviation.clause}); please report it`,
    });
  }
  return bytes;
}

function keyOf(peer: Address, token: Uint8Array): string {
  return `${formatAddress(peer)}/${Buffer.from(token).toString('hex')}`;
}
