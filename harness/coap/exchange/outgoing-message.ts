import type { Clock } from '../../clock/clock.ts';
import type { Random } from '../../transport/random.ts';
import { isRequest } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import type { MessageIds } from './message-ids.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { Peer, SentMessage } from './peer.ts';
import type { ReceivedMessage } from './received-message.ts';
import { Transmission } from './transmission.ts';

const NOTHING = new Uint8Array(0);
const MESSAGE_ID_OFFSET = 2;

/** A message before it has a message id. */
export type Content = Omit<CoapMessage, 'messageId' | 'payload'> & {
  readonly payload?: Uint8Array;
  /** True for a message that breaks rules on purpose: our strict reader is not asked. */
  readonly illegal?: boolean;
};

export interface OutgoingEvents {
  /** It has left for the first time: its turn had come, and a message id was free. */
  readonly sent?: (frame: number | null) => void;
  /** Its acknowledgement or reset has come. */
  readonly answered: (message: ReceivedMessage) => void;
  /** The last retransmission has stayed unanswered too. */
  readonly exhausted?: () => void;
  /** The endpoint was closed before it was its turn. */
  readonly abandoned?: () => void;
  /** Asked before each retransmission: newer content to send instead, under a message id of its own (RFC 7641 §4.5.2). */
  readonly renewed?: () => Content | null;
}

export interface OutgoingEnvironment {
  readonly clock: Clock;
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  readonly messageIds: MessageIds;
  /** @throws HarnessBugError when the message has no form, or is not legal although it ought to be. */
  readonly layOut: (message: CoapMessage, illegal: boolean) => Uint8Array;
  readonly put: (bytes: Uint8Array, peer: Peer) => number | null;
}

/** One confirmable or non-confirmable message from the wait for its turn to its end (RFC 7252 §4.2, §4.3, §4.7). */
export class OutgoingMessage {
  readonly #environment: OutgoingEnvironment;
  readonly #peer: Peer;
  readonly #events: OutgoingEvents;
  readonly #transmission: Transmission | null;
  #content: Content;
  #bytes: Uint8Array;
  #record: SentMessage | null = null;
  #ended = false;
  #leave: () => void = () => {};

  /** @throws HarnessBugError `coap.own-message` when the strict reader objects to the content. */
  constructor(
    environment: OutgoingEnvironment,
    to: { readonly peer: Peer; readonly paced: boolean },
    content: Content,
    events: OutgoingEvents,
  ) {
    this.#environment = environment;
    this.#peer = to.peer;
    this.#events = events;
    this.#content = content;
    this.#bytes = this.#layOut(content);
    this.#transmission =
      content.type === 'CON'
        ? new Transmission(environment, {
            send: () => this.#retransmit(),
            exhausted: () => this.#exhausted(),
          })
        : null;
    const occupies = content.type === 'CON' || isRequest(content.code);
    if (occupies && to.paced) this.#wait();
    else this.#start();
  }

  /** What its acknowledgements are matched by; null until it has left. */
  get record(): SentMessage | null {
    return this.#record;
  }

  /** Nothing is expected any more: no retransmission, and the next message may go. */
  stop(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#transmission?.stop();
    if (this.#record !== null) this.#record.onAnswer = null;
    this.#leave();
  }

  #wait(): void {
    const end = this.#peer.interactions.begin(
      () => this.#start(),
      () => {
        this.#ended = true;
        this.#events.abandoned?.();
      },
    );
    this.#leave = end;
    if (this.#ended) end();
  }

  #start(): void {
    if (this.#ended) return;
    const frame = this.#transmitAnew(() => this.#start());
    if (frame === 'later') return;
    this.#events.sent?.(frame);
    this.#transmission?.start();
  }

  /** Under a fresh message id; when all are in use, `again` is called as soon as one is free (RFC 7252 §4.4). */
  #transmitAnew(again: () => void): number | null | 'later' {
    const { clock, messageIds, put } = this.#environment;
    const allocation = messageIds.allocate(this.#peer);
    if (allocation.kind === 'exhausted') {
      clock.after(allocation.freeAt - clock.now(), again);
      return 'later';
    }
    const { messageId } = allocation;
    this.#bytes[MESSAGE_ID_OFFSET] = messageId >> 8;
    this.#bytes[MESSAGE_ID_OFFSET + 1] = messageId & 0xff;
    const { type, code, token } = this.#content;
    const record: SentMessage = {
      ...{ at: clock.now(), type, code, token, transmissions: 1, answer: null },
      onAnswer: message => this.#answered(message),
    };
    this.#record = record;
    this.#peer.sent.set(messageId, record);
    return put(this.#bytes, this.#peer);
  }

  #retransmit(): void {
    const content = this.#events.renewed?.() ?? null;
    if (content !== null) {
      // The older notification is not expected to be acknowledged any more.
      if (this.#record !== null) this.#record.onAnswer = null;
      this.#content = content;
      this.#bytes = this.#layOut(content);
      this.#transmitAnew(() => {});
      return;
    }
    if (this.#record !== null) this.#record.transmissions += 1;
    this.#environment.put(this.#bytes, this.#peer);
  }

  #exhausted(): void {
    this.stop();
    this.#events.exhausted?.();
  }

  #answered(message: ReceivedMessage): void {
    this.stop();
    this.#events.answered(message);
  }

  #layOut({ payload = NOTHING, illegal = false, ...content }: Content): Uint8Array {
    return this.#environment.layOut({ ...content, payload, messageId: 0 }, illegal);
  }
}
