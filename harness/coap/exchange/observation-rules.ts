import { describeCode, isSuccess } from '../message/codes.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { uintValue } from '../message/options.ts';
import { NO_VIOLATIONS, type Violation, violation } from './matching-finding.ts';
import { isFresher, type Notified } from './observe-order.ts';
import type { ReceivedMessage } from './received-message.ts';

/** A sequence of 2²⁴ numbers cannot wrap in less: at most 2²³ of them are used within 256 s (RFC 7641 §4.4). */
const SHORTEST_WRAP_MS = 256_000;
/** A Reset may be lost; that two of them are is not believed. */
const RESETS_THAT_ARRIVE = 2;

type Phase = 'requested' | 'established' | 'refused' | 'ended-by-error' | 'cancelled';

/** What the server of one observation must keep to, judged from what arrives under its token (RFC 7641 §3, §4). */
export class ObservationRules {
  /** Milliseconds within which a confirmable notification may still be retransmitted after a cancellation. */
  readonly #retransmissionSpan: number;
  #phase: Phase = 'requested';
  #newest: Notified | null = null;
  #format: number | undefined;
  #cancelledAt = 0;
  #resets = 0;

  constructor(retransmissionSpan: number) {
    this.#retransmissionSpan = retransmissionSpan;
  }

  /** Whether the server has the client on its list, as far as its messages tell. */
  get established(): boolean {
    return this.#phase === 'established';
  }

  /** The response to a registration, or to one more on the same token (RFC 7641 §3.1, §3.3.1). */
  registered(message: ReceivedMessage): void {
    const sequence = uintValue(message, OptionNumber.observe);
    if (sequence === undefined || !isSuccess(message.code)) {
      this.#phase = 'refused';
      return;
    }
    // A new registration may find a server that has lost its numbers, so nothing is held against earlier ones.
    this.#newest = { sequence, at: message.at };
    this.#format = uintValue(message, OptionNumber.contentFormat);
    this.#phase = 'established';
    this.#resets = 0;
  }

  /** The response to a request that ends the observation (RFC 7641 §3.6). */
  cancelled(message: ReceivedMessage): void {
    this.#phase = 'cancelled';
    this.#cancelledAt = message.at;
  }

  /** A message of the observation was answered with a Reset, which ends it (RFC 7641 §3.6). */
  rejected(): void {
    this.#resets += 1;
  }

  /** A message under the token that answers no request. */
  notified(message: ReceivedMessage): readonly Violation[] {
    if (this.#phase !== 'established' && this.#phase !== 'requested') return this.#late(message);
    if (this.#resets >= RESETS_THAT_ARRIVE) return this.#late(message);
    const sequence = uintValue(message, OptionNumber.observe);
    if (!isSuccess(message.code)) {
      this.#phase = 'ended-by-error';
      return NO_VIOLATIONS;
    }
    if (sequence === undefined) {
      const text = `Notification ${describeCode(message.code)} has no Observe option`;
      return [violation('observe.success-without-observe', text)];
    }
    return [...this.#order({ sequence, at: message.at }), ...this.#contentFormat(message)];
  }

  /** As `notified`, when nobody listens any more: only what no loss on the way excuses is wrong. */
  heardAfterEnd(message: ReceivedMessage): readonly Violation[] {
    return this.#phase === 'established' && this.#resets < RESETS_THAT_ARRIVE
      ? NO_VIOLATIONS
      : this.#late(message);
  }

  #late(message: ReceivedMessage): Violation[] {
    const text = `${describeCode(message.code)} under the token of an observation`;
    if (this.#resets >= RESETS_THAT_ARRIVE) {
      return [violation('observe.after-reset', `${text} that was rejected ${this.#resets} times`)];
    }
    switch (this.#phase) {
      case 'ended-by-error':
        return [violation('observe.after-error', `${text} that an error response has ended`)];
      case 'cancelled': {
        const overtaken = message.at - this.#cancelledAt <= this.#retransmissionSpan;
        return [
          violation(
            'observe.after-cancellation',
            `${text} that was cancelled`,
            overtaken ? 'should' : 'must',
          ),
        ];
      }
      case 'refused':
        return [violation('matching.second-response', `${text} that was not accepted`)];
      default:
        return [];
    }
  }

  #order(notified: Notified): Violation[] {
    const newest = this.#newest;
    if (newest === null || isFresher(newest, notified)) this.#newest = notified;
    if (newest === null) return [];
    const { sequence, at } = notified;
    if (sequence === newest.sequence && at - newest.at < SHORTEST_WRAP_MS) {
      return [violation('observe.sequence-repeated', `Observe ${sequence} is used for two notifications`)];
    }
    if (isFresher(newest, notified)) return [];
    const text = `Observe ${sequence} comes after ${newest.sequence}`;
    return [violation('observe.sequence-backwards', text)];
  }

  #contentFormat(message: ReceivedMessage): Violation[] {
    const format = uintValue(message, OptionNumber.contentFormat);
    // 2.03 Valid has no payload, so it has no format either.
    if (format === this.#format || message.payload.length === 0) return [];
    const text = `Notification has Content-Format ${format ?? 'none'} instead of ${this.#format ?? 'none'}`;
    return [violation('observe.content-format-changed', text)];
  }
}
