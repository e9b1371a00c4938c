import type { Clock } from '../../clock/clock.ts';
import type { MessageLayer } from './message-layer.ts';
import { emptyMessage } from './own-message.ts';
import type { TransmissionParameters } from './parameters.ts';
import type { Peer } from './peer.ts';
import type { ReceivedMessage, Reply } from './received-message.ts';
import type { RequestHandler } from './request.ts';

const NOTHING = new Uint8Array(0);

export interface ServiceEnvironment {
  readonly clock: Clock;
  readonly parameters: TransmissionParameters;
  readonly messages: MessageLayer;
  /** Told when a request handler throws: a fault of the peer that owns this endpoint. */
  readonly onFault: (fault: unknown) => void;
}

/** Answers requests: in the acknowledgement, or separately when that takes too long (RFC 7252 §5.2). */
export class RequestService {
  readonly #environment: ServiceEnvironment;
  readonly #handler: RequestHandler;

  constructor(environment: ServiceEnvironment, handler: RequestHandler) {
    this.#environment = environment;
    this.#handler = handler;
  }

  receive(request: ReceivedMessage, peer: Peer): void {
    try {
      const reply = this.#handler(request);
      if (reply instanceof Promise) this.#answerLater(request, peer, reply).catch(this.#environment.onFault);
      else this.#answer(request, peer, reply, false);
    } catch (fault) {
      this.#environment.onFault(fault);
    }
  }

  async #answerLater(request: ReceivedMessage, peer: Peer, reply: Promise<Reply | null>): Promise<void> {
    const { clock, parameters, messages } = this.#environment;
    let separate = false;
    // Half the delay leaves the peer a margin before its own retransmission timer.
    const acknowledge = clock.after(parameters.processingDelay / 2, () => {
      separate = true;
      if (request.type === 'CON') messages.answer(request, emptyMessage('ACK', request.messageId));
    });
    try {
      this.#answer(request, peer, await reply, separate);
    } finally {
      acknowledge.cancel();
    }
  }

  #answer(request: ReceivedMessage, peer: Peer, reply: Reply | null, separate: boolean): void {
    if (reply === null) return;
    const { messages } = this.#environment;
    const { messageId, token } = request;
    const { code, options = [], payload = NOTHING, illegal = false } = reply;
    if (separate || request.type === 'NON') {
      const type = request.type === 'NON' ? 'NON' : 'CON';
      messages.send(peer, { type, code, token, options, payload, illegal }, { answered: () => {} });
    } else messages.answer(request, { type: 'ACK', code, messageId, token, options, payload }, illegal);
  }
}
