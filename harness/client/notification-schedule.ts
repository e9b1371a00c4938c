import type { Clock, Timer } from '../clock/clock.ts';
import type { NotificationAttributes } from '../lwm2m/attributes/attributes.ts';

/**
 * Decides when one observation notifies (TS 1.0 §5.1.2): a change that meets the thresholds, not before pmin;
 * and in any case at pmax. The answer to the Observe counts as the first notification.
 */
export class NotificationSchedule {
  readonly #clock: Clock;
  readonly #attributes: () => NotificationAttributes;
  readonly #numeric: () => number | null;
  readonly #send: () => void;
  #sentAt: number;
  #sentValue: number | null;
  #lastValue: number | null;
  #due = false;
  #timer: Timer | null = null;

  constructor(
    clock: Clock,
    attributes: () => NotificationAttributes,
    numeric: () => number | null,
    send: () => void,
  ) {
    this.#clock = clock;
    this.#attributes = attributes;
    this.#numeric = numeric;
    this.#send = send;
    this.#sentAt = clock.now();
    this.#sentValue = numeric();
    this.#lastValue = this.#sentValue;
    this.rearm();
  }

  valueChanged(): void {
    const value = this.#numeric();
    if (value === null || meetsThresholds(this.#attributes(), this.#sentValue, this.#lastValue, value))
      this.#due = true;
    this.#lastValue = value;
    this.rearm();
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
    this.#timer = this.#clock.after(Math.max(0, Math.min(...waits)), () => this.#fire());
  }

  stop(): void {
    this.#timer?.cancel();
  }

  #fire(): void {
    this.#due = false;
    this.#sentAt = this.#clock.now();
    this.#sentValue = this.#numeric();
    this.#send();
    this.rearm();
  }
}

function meetsThresholds(
  { gt, lt, st }: NotificationAttributes,
  sent: number | null,
  last: number | null,
  value: number,
): boolean {
  if (gt === undefined && lt === undefined && st === undefined) return true;
  const crossed = (bound: number | undefined): boolean =>
    bound !== undefined && last !== null && last > bound !== value > bound;
  const stepped = st !== undefined && sent !== null && Math.abs(value - sent) >= st;
  return crossed(gt) || crossed(lt) || stepped;
}
