import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { uintValue } from '../message/options.ts';

/** When a notification was received, and with which Observe value. */
export interface Notified {
  /** 24-bit sequence number. */
  readonly sequence: number;
  /** Milliseconds. */
  readonly at: number;
}

const HALF_THE_NUMBERS = 2 ** 23;
const REORDERING_SPAN_MS = 128_000;
/** Seconds; what a response without Max-Age has (RFC 7252 §5.10.5). */
const DEFAULT_MAX_AGE = 60;

/** Whether `later` was sent after `earlier`, or only overtaken by it (RFC 7641 §3.4). */
export function isFresher(earlier: Notified, later: Notified): boolean {
  const ahead = later.sequence - earlier.sequence;
  const bySequence = (ahead > 0 && ahead < HALF_THE_NUMBERS) || ahead < -HALF_THE_NUMBERS;
  return bySequence || later.at > earlier.at + REORDERING_SPAN_MS;
}

/** Clock time, milliseconds, until which a notification counts as fresh; then a client may register again (RFC 7641 §3.3.1). */
export function freshUntil(notification: CoapMessage & { readonly at: number }): number {
  return notification.at + 1_000 * (uintValue(notification, OptionNumber.maxAge) ?? DEFAULT_MAX_AGE);
}
