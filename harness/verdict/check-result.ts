import type { CheckId } from './ids.ts';
import type { ReasonCode } from './reason-code.ts';
import type { Disposition, Level } from './verdict.ts';

/**
 * One executed assertion, with what it looked at.
 * `recorded` is for points where the specification is silent or ambiguous: noted, never a failure.
 */
export interface CheckResult {
  readonly id: CheckId;
  readonly level: Level;
  readonly outcome: 'pass' | 'fail' | 'recorded';
  /** In words of the protocol, for example `4.05 Method Not Allowed`. */
  readonly expected: string;
  readonly received: string;
  /** Null unless the outcome is `fail`. */
  readonly reason: ReasonCode | null;
  /** Number of the frame it judges, in this purpose's record; null when it judges silence or several frames. */
  readonly frame: number | null;
  /** `sut-reported` where only the SUT can know; everything else was seen on the wire. */
  readonly source: 'wire' | 'sut-reported';
  /** Filled in when the run is concluded against the baseline; absent on passes. */
  readonly disposition?: Disposition;
}
