import type { Clock, Timer } from '../clock/clock.ts';
import type { NotificationAttributes } from '../lwm2m/attributes/attributes.ts';
import {
  addDecimals,
  compareDecimals,
  compareExactly,
  type Decimal,
  decimalOf,
} from '../lwm2m/attributes/decimal.ts';
import { sameValue } from '../lwm2m/value.ts';

type Numeric = number | bigint;

/** A change of an observed number, as the thresholds look at it. */
export interface NumericChange {
  readonly attributes: NotificationAttributes;
  /** Last value notified; null when it was no number. */
  readonly sent: Numeric | null;
  /** Value before the change. */
  readonly last: Numeric | null;
  readonly value: Numeric;
}

/** Decides in place of `proceed` whether a change meets the thresholds. */
export type ThresholdHook = (change: NumericChange, proceed: () => boolean) => boolean;

/** Longer delays overflow the timers of the platform, which then fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Decides when one observation notifies (TS 1.0 §5.1.2): a change that meets the thresholds, not before pmin;
 * and in any case at pmax. The answer to the Observe counts as the first notification.
 */
export class NotificationSchedule {
  readonly #clock: Clock;
  readonly #attributes: () => NotificationAttributes;
  readonly #numeric: () => Numeric | null;
  readonly #send: () => void;
  readonly #threshold: ThresholdHook;
  #sentAt: number;
  #sentValue: Numeric | null;
  #lastValue: Numeric | null;
  #due = false;
  #timer: Timer | null = null;

  constructor(
    clock: Clock,
    attributes: () => NotificationAttributes,
    numeric: () => Numeric | null,
    send: () => void,
    threshold: ThresholdHook = (_, proceed) => proceed(),
  ) {
    this.#clock = clock;
    this.#attributes = attributes;
    this.#numeric = numeric;
    this.#send = send;
    this.#threshold = threshold;
    this.#sentAt = clock.now();
    this.#sentValue = numeric();
    this.#lastValue = this.#sentValue;
    this.rearm();
  }

  valueChanged(): void {
    const value = this.#numeric();
    if (value === null || this.#isNotable(value)) this.#due = true;
    this.#lastValue = value;
    this.rearm();
  }

  #isNotable(value: Numeric): boolean {
    const change = { attributes: this.#attributes(), sent: this.#sentValue, last: this.#lastValue, value };
    return this.#threshold(change, () => meetsThresholds(change));
  }

  /** Sets the timer anew from the attributes in force. */
  rearm(): void {
    this.#timer?.cancel();
    const { pmin = 0, pmax } = this.#attributes();
    const elapsed = this.#clock.now() - this.#sentAt;
    const waits: number[] = [];
    if (this.#due) waits.push(pmin * 1000 - elapsed);
    // pmax below pmin, and 0, are ignored (TS 1.0 §5.1.2; made explicit for 0 in TS 1.1).
    if (pmax !== undefined && pmax > 0 && pmax >= pmin) waits.push(pmax * 1000 - elapsed);
    if (waits.length === 0) return;
    const wait = Math.max(0, Math.min(...waits));
    this.#timer = this.#clock.after(Math.min(wait, LONGEST_DELAY_MS), () =>
      wait > LONGEST_DELAY_MS ? this.rearm() : this.#fire(),
    );
  }

  stop(): void {
    this.#timer?.cancel();
  }

  /** A notification leaves that tells the value as it is now: periods begin anew. */
  told(): void {
    this.#due = false;
    this.#sentAt = this.#clock.now();
    this.#sentValue = this.#numeric();
    this.rearm();
  }

  #fire(): void {
    // Before it is sent: what is sent may be an error, which ends the observation.
    this.told();
    this.#send();
  }
}

function meetsThresholds({ attributes, sent, last, value }: NumericChange): boolean {
  const { gt, lt, st } = attributes;
  if (last !== null && sameValue(last, value)) return false;
  if (gt === undefined && lt === undefined && st === undefined) return true;
  const crossed = (bound: Decimal | undefined): boolean =>
    bound !== undefined && last !== null && isAbove(last, bound) !== isAbove(value, bound);
  return crossed(gt) || crossed(lt) || (st !== undefined && sent !== null && differs(value, sent, st));
}

function isAbove(value: Numeric, bound: Decimal): boolean {
  return compareExactly(value, bound) === 1;
}

/** By as much as the step or more; between the decimals that people write, 0.3 and 0.2 differ by 0.1. */
function differs(a: Numeric, b: Numeric, step: Decimal): boolean {
  const [x, y] = [decimalOf(a), decimalOf(b)];
  // One of them is NaN or infinite, and they are not the same.
  if (x === null || y === null) return true;
  const difference = addDecimals(x, { ...y, unscaled: -y.unscaled });
  const { unscaled, scale } = difference;
  return compareDecimals({ unscaled: unscaled < 0n ? -unscaled : unscaled, scale }, step) >= 0;
}
