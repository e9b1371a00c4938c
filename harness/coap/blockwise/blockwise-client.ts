import type { Violation } from '../exchange/matching-finding.ts';
import type { Outcome, ReceivedMessage } from '../exchange/received-message.ts';
import type { Request } from '../exchange/request.ts';
import { isSuccess } from '../message/codes.ts';
import type { CoapOption } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { hasOption, uintOption } from '../message/options.ts';
import { type Block, blockIn, blockOption, blockSize } from './block-option.ts';
import { Block1Sender, TOO_LARGE } from './block1-sender.ts';
import { Block2Receiver } from './block2-receiver.ts';
import type { BlockwiseParameters } from './blockwise-parameters.ts';

const NOTHING = new Uint8Array(0);

/** One request and its outcome, block by block or whole. */
export type Exchange = (request: Request) => Promise<Outcome>;

export interface BlockwiseClientEnvironment {
  readonly parameters: BlockwiseParameters;
  readonly violated: (violations: readonly Violation[], message: ReceivedMessage) => void;
}

/** Sends large requests and fetches large responses in blocks, one exchange after the other (RFC 7959 §2). */
export class BlockwiseClient {
  readonly #environment: BlockwiseClientEnvironment;

  constructor(environment: BlockwiseClientEnvironment) {
    this.#environment = environment;
  }

  /**
   * A request that has a Block1 option, or asks for a later block, is made by hand and passes as it is.
   * The response of any other is whole: `transfer` tells of its blocks, and whether all of them came.
   */
  async request(exchange: Exchange, request: Request): Promise<Outcome> {
    const asked = blockIn(request, OptionNumber.block2);
    if (blockIn(request, OptionNumber.block1) !== undefined || (asked?.block?.num ?? 0) > 0)
      return exchange(request);
    const outcome = await this.#ask(exchange, request);
    if (outcome.kind !== 'response') return outcome;
    const { sentFrame } = outcome;
    return this.#complete(exchange, request, outcome.message, asked?.block ?? null, sentFrame);
  }

  /** Fetches what a notification leaves out, without observing once more (RFC 7959 §2.6). */
  async notification(exchange: Exchange, request: Request, first: ReceivedMessage): Promise<ReceivedMessage> {
    const { token: _, ...untokened } = request;
    const outcome = await this.#complete(exchange, untokened, first, null, null);
    return outcome.kind === 'response'
      ? outcome.message
      : { ...first, transfer: { blocks: [first], complete: false } };
  }

  /** At once where that is short enough, unless the peer then asks for smaller blocks (RFC 7959 §2.9.3). */
  async #ask(exchange: Exchange, request: Request): Promise<Outcome> {
    const { length } = request.payload ?? NOTHING;
    const { preferredSzx } = this.#environment.parameters;
    if (length > blockSize(preferredSzx)) return this.#upload(exchange, request, preferredSzx);
    const outcome = await exchange(request);
    if (outcome.kind !== 'response' || outcome.message.code !== TOO_LARGE) return outcome;
    const smaller = blockIn(outcome.message, OptionNumber.block1)?.block?.szx;
    return smaller !== undefined && length > blockSize(smaller)
      ? this.#upload(exchange, request, smaller)
      : outcome;
  }

  async #upload(exchange: Exchange, request: Request, szx: number): Promise<Outcome> {
    const payload = request.payload ?? NOTHING;
    const sender = new Block1Sender(payload, szx);
    let { current } = sender;
    for (;;) {
      const { block } = current;
      const size = block.num === 0 ? [uintOption(OptionNumber.size1, payload.length)] : [];
      const options = [...request.options, blockOption(OptionNumber.block1, block), ...size];
      const outcome = await exchange({ ...request, options, payload: current.payload });
      if (outcome.kind !== 'response') return outcome;
      const { next, violations } = sender.on(outcome.message);
      this.#environment.violated(violations, outcome.message);
      if (next === null) return outcome;
      current = next;
    }
  }

  async #complete(
    exchange: Exchange,
    request: Request,
    first: ReceivedMessage,
    asked: Block | null,
    sentFrame: number | null,
  ): Promise<Outcome> {
    if (!isSuccess(first.code) || !hasOption(first, OptionNumber.block2)) {
      return { kind: 'response', message: first, sentFrame };
    }
    const receiver = new Block2Receiver(this.#environment.parameters, asked);
    const blocks = [first];
    for (let latest = first; ; ) {
      const step = receiver.accept(latest);
      this.#environment.violated(step.violations, latest);
      if (step.kind === 'broken') return { kind: 'response', message: partial(latest, blocks), sentFrame };
      if (step.kind === 'complete') return { kind: 'response', message: whole(step.body, blocks), sentFrame };
      const outcome = await exchange(followUp(request, step.block));
      if (outcome.kind !== 'response') return outcome;
      latest = outcome.message;
      // A body that has changed is fetched from its start.
      if (step.block.num === 0) blocks.length = 0;
      blocks.push(latest);
      if (!isSuccess(latest.code)) return { kind: 'response', message: partial(latest, blocks), sentFrame };
    }
  }
}

/** The options of the request say which body is meant, so a later request has them too, without what began the exchange. */
function followUp({ token: _, payload: _p, ...request }: Request, block: Block): Request {
  const options: CoapOption[] = request.options.filter(({ number }) => !FIRST_ONLY.has(number));
  return { ...request, options: [...options, blockOption(OptionNumber.block2, block)] };
}

const FIRST_ONLY: ReadonlySet<number> = new Set([
  OptionNumber.observe,
  OptionNumber.block1,
  OptionNumber.block2,
  OptionNumber.size1,
  OptionNumber.size2,
  // It describes the payload, which is not sent again.
  OptionNumber.contentFormat,
]);

/** The first response with the whole body: as if it had come at once, when the last block did. */
function whole(payload: Uint8Array, blocks: readonly ReceivedMessage[]): ReceivedMessage {
  const [first, last] = [blocks[0], blocks.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a body has at least one block');
  if (blocks.length === 1) return first;
  return {
    ...first,
    ...{ at: last.at, frame: last.frame, payload },
    options: first.options.filter(
      ({ number }) => number !== OptionNumber.block2 && number !== OptionNumber.size2,
    ),
    deviations: blocks.flatMap(({ deviations }) => deviations),
    transfer: { blocks, complete: true },
  };
}

function partial(latest: ReceivedMessage, blocks: readonly ReceivedMessage[]): ReceivedMessage {
  return { ...latest, transfer: { blocks, complete: false } };
}
