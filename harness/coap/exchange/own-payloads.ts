import type { Clock } from '../../clock/clock.ts';
import type { Address } from '../../transport/datagram.ts';
import { blockIn } from '../blockwise/block-option.ts';
import { observerKey } from '../blockwise/request-key.ts';
import { TransferStore } from '../blockwise/transfer-store.ts';
import { isRequest } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import type { ReceivedMessage } from './received-message.ts';

/** What is about to leave: a whole body, before it is cut into blocks. */
export type OwnContent = Pick<CoapMessage, 'code' | 'options' | 'payload'>;

/**
 * Looks at a payload of ours before it leaves. `request` is what it answers; null for a request, and for an answer to
 * nothing that has ever come.
 * @throws OwnMessageError when a strict reader of the content format would object.
 */
export type PayloadInspection = (content: OwnContent, request: ReceivedMessage | null) => void;

type Inspected = Pick<CoapMessage, 'code'> & {
  readonly options?: CoapMessage['options'];
  readonly payload?: Uint8Array;
  readonly illegal?: boolean;
  readonly malformed?: boolean;
};

/** Requests of which is remembered what they asked for: notifications come long after them. */
const CAPACITY = 1_024;
const NOTHING = new Uint8Array(0);

/** Has every payload of an endpoint inspected, whichever way it leaves; what is wrong on purpose is passed by. */
export class OwnPayloads {
  readonly #inspect: PayloadInspection;
  readonly #onFault: (fault: unknown) => void;
  readonly #requests: TransferStore<ReceivedMessage>;

  constructor(clock: Clock, inspect: PayloadInspection, onFault: (fault: unknown) => void) {
    this.#inspect = inspect;
    this.#onFault = onFault;
    this.#requests = new TransferStore(clock, Number.POSITIVE_INFINITY, CAPACITY);
  }

  /** Takes note of what a peer asks for. */
  arrived(message: ReceivedMessage): void {
    if (isRequest(message.code)) this.#requests.set(observerKey(message.from, message.token), message);
  }

  request(content: Inspected): void {
    this.#examine(content, null);
  }

  /**
   * The answer to a request, or a notification of what it observes. Where it is not known which, it is what came last under
   * the token; a peer may have asked for something else under it since.
   */
  response(to: Address, token: Uint8Array, content: Inspected, request?: ReceivedMessage): void {
    this.#examine(content, request ?? this.#requests.get(observerKey(to, token)) ?? null);
  }

  #examine(content: Inspected, request: ReceivedMessage | null): void {
    const { code, options = [], payload = NOTHING, illegal = false, malformed = false } = content;
    if (illegal || malformed || isPart({ options })) return;
    try {
      this.#inspect({ code, options, payload }, request);
    } catch (fault) {
      this.#onFault(fault);
      throw fault;
    }
  }
}

/** A block that was made by hand; only bodies can be read. A request for a later block has no body. */
function isPart(message: Pick<CoapMessage, 'options'>): boolean {
  const [upload, download] = [blockIn(message, OptionNumber.block1), blockIn(message, OptionNumber.block2)];
  return upload !== undefined || (download?.block?.num ?? 0) > 0 || download?.block?.more === true;
}
