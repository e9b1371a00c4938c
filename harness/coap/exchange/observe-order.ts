/** When a notification was received, and with which Observe value. */
export interface Notified {
  /** 24-bit sequence number. */
  readonly sequence: number;
  /** Milliseconds. */
  readonly at: number;
}

const HALF_THE_NUMBERS = 2 ** 23;
const REORDERING_SPAN_MS = 128_000;

/** Whether `later` was sent after `earlier`, or only overtaken by it (RFC 7641 §3.4). */
export function isFresher(earlier: Notified, later: Notified): boolean {
  const ahead = later.sequence - earlier.sequence;
  const bySequence = (ahead > 0 && ahead < HALF_THE_NUMBERS) || ahead < -HALF_THE_NUMBERS;
  return bySequence || later.at > earlier.at + REORDERING_SPAN_MS;
}
