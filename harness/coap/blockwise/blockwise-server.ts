import type { Clock } from '../../clock/clock.ts';
import type { Address } from '../../transport/datagram.ts';
import type { Violation } from '../exchange/matching-finding.ts';
import type { ReceivedMessage, Reply } from '../exchange/received-message.ts';
import type { RequestHandler } from '../exchange/request.ts';
import { METHODS } from '../message/codes.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { uintValue } from '../message/options.ts';
import { type Block, type BlockOptionNumber, blockIn, blockOption, RESERVED_SZX } from './block-option.ts';
import { Block1Receiver } from './block1-receiver.ts';
import { serveBlock } from './block2-sender.ts';
import type { BlockwiseParameters } from './blockwise-parameters.ts';
import { observerKey, requestKey } from './request-key.ts';
import { TransferStore } from './transfer-store.ts';

/** Transfers, and observations, of which state is kept at a time. */
const CAPACITY = 1_024;

export interface BlockwiseServerEnvironment {
  readonly clock: Clock;
  /** Milliseconds for which the state of an idle transfer is kept: EXCHANGE_LIFETIME (RFC 7959 §2.5). */
  readonly lifetime: number;
  readonly parameters: BlockwiseParameters;
  readonly violated: (violations: readonly Violation[], message: ReceivedMessage) => void;
}

/** What a notification must know of the request that began its observation. */
interface Observer {
  readonly key: string;
  readonly asked: Block | null;
}

/** Assembles large requests before they are handled, and cuts large responses into blocks (RFC 7959 §2). */
export class BlockwiseServer {
  readonly #environment: BlockwiseServerEnvironment;
  readonly #uploads: TransferStore<Block1Receiver>;
  readonly #bodies: TransferStore<Reply>;
  readonly #observers: TransferStore<Observer>;

  constructor(environment: BlockwiseServerEnvironment) {
    const { clock, lifetime } = environment;
    this.#environment = environment;
    this.#uploads = new TransferStore(clock, lifetime, CAPACITY);
    this.#bodies = new TransferStore(clock, lifetime, CAPACITY);
    this.#observers = new TransferStore(clock, Number.POSITIVE_INFINITY, CAPACITY);
  }

  /** Answers a request, or one block of it; `handler` only sees whole requests. */
  handle(request: ReceivedMessage, handler: RequestHandler): Promise<Reply | null> | Reply | null {
    const upload = blockIn(request, OptionNumber.block1);
    const download = blockIn(request, OptionNumber.block2);
    for (const decoded of [upload, download]) {
      // An option of a length that is not allowed counts as not recognized, and this one is critical (RFC 7252 §5.4.3).
      if (decoded?.block === null) return { code: '4.02' };
      if (decoded?.block.szx === RESERVED_SZX) return { code: '4.00' };
    }
    const asked = download?.block ?? null;
    const sent = upload?.block ?? null;
    if (sent !== null) return this.#assemble(request, sent, asked, handler);
    return asked !== null && asked.num > 0
      ? this.#continue(request, asked, handler)
      : this.#answer(request, asked, handler(request));
  }

  /** The first block of a notification, for the others to be fetched (RFC 7959 §2.6); as it is when it fits. */
  notification(to: Address, token: Uint8Array, reply: Reply): Reply {
    const observer = this.#observers.get(observerKey(to, token));
    const served = serveBlock(reply, observer?.asked ?? null, this.#environment.parameters.preferredSzx);
    if (observer !== undefined && served.remaining !== null) {
      this.#bodies.set(observer.key, served.remaining);
    }
    return served.reply;
  }

  #assemble(
    request: ReceivedMessage,
    block: Block,
    asked: Block | null,
    handler: RequestHandler,
  ): Promise<Reply | null> | Reply | null {
    const key = requestKey(request);
    const receiver = this.#uploads.get(key) ?? new Block1Receiver(this.#environment.parameters);
    const received = receiver.accept(block, request);
    this.#environment.violated(received.violations, request);
    if (receiver.underway) this.#uploads.set(key, receiver);
    else this.#uploads.delete(key);
    if (received.kind === 'reply') return received.reply;
    const options = request.options.filter(
      ({ number }) => number !== OptionNumber.block1 && number !== OptionNumber.size1,
    );
    const whole: ReceivedMessage = { ...request, options, payload: received.body };
    const acknowledged = blockOption(OptionNumber.block1, { ...block, more: false });
    return later(this.#answer(whole, asked, handler(whole)), reply =>
      reply === null || has(reply, OptionNumber.block1)
        ? reply
        : { ...reply, options: [...(reply.options ?? []), acknowledged] },
    );
  }

  /** A later block: of the body that the first was cut from, or, where nothing is lost by asking again, of the body as it is now. */
  #continue(
    request: ReceivedMessage,
    asked: Block,
    handler: RequestHandler,
  ): Promise<Reply | null> | Reply | null {
    const body = this.#bodies.get(requestKey(request));
    if (body !== undefined) return this.#serve(request, asked, body);
    if (request.code === METHODS.get) return this.#answer(request, asked, handler(request));
    return { code: '4.08' };
  }

  #answer(
    request: ReceivedMessage,
    asked: Block | null,
    reply: Promise<Reply | null> | Reply | null,
  ): Promise<Reply | null> | Reply | null {
    this.#noteObserver(request, asked);
    return later(reply, answer =>
      // A reply that has a Block2 option is made by hand.
      answer === null || has(answer, OptionNumber.block2) ? answer : this.#serve(request, asked, answer),
    );
  }

  #serve(request: ReceivedMessage, asked: Block | null, body: Reply): Reply {
    const served = serveBlock(body, asked, this.#environment.parameters.preferredSzx);
    this.#environment.violated(served.violations, request);
    if (served.remaining !== null) this.#bodies.set(requestKey(request), served.remaining);
    return served.reply;
  }

  #noteObserver(request: ReceivedMessage, asked: Block | null): void {
    const observe = uintValue(request, OptionNumber.observe);
    if (observe === undefined) return;
    const key = observerKey(request.from, request.token);
    if (observe === 0) this.#observers.set(key, { key: requestKey(request), asked });
    else this.#observers.delete(key);
  }
}

/** At once when there is nothing to wait for. */
function later(
  reply: Promise<Reply | null> | Reply | null,
  change: (reply: Reply | null) => Reply | null,
): Promise<Reply | null> | Reply | null {
  return reply instanceof Promise ? reply.then(change) : change(reply);
}

function has({ options = [] }: Reply, wanted: BlockOptionNumber): boolean {
  return options.some(({ number }) => number === wanted);
}
