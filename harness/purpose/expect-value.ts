import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Expectation } from './expectation.ts';

type Plain = string | number | boolean | bigint | null | undefined;

export function equals<T extends Plain>(wanted: T, reason: ReasonCode = 'value.unexpected'): Expectation<T> {
  return satisfies(show(wanted), subject => subject === wanted, reason);
}

/** `meaning` completes "expected: …". */
export function satisfies<T>(
  meaning: string,
  predicate: (subject: T) => boolean,
  reason: ReasonCode = 'value.unexpected',
): Expectation<T> {
  return {
    expected: meaning,
    judge: subject =>
      predicate(subject)
        ? { pass: true, received: show(subject) }
        : { pass: false, received: show(subject), reason },
  };
}

/** A duration in milliseconds, bounds included; `earliest` and `latest` already contain the tolerance. */
export function between(earliest: number, latest: number): Expectation<number> {
  return {
    expected: `between ${seconds(earliest)} and ${seconds(latest)}`,
    judge: elapsed => {
      if (elapsed < earliest) return { pass: false, received: seconds(elapsed), reason: 'timing.early' };
      if (elapsed > latest) return { pass: false, received: seconds(elapsed), reason: 'timing.late' };
      return { pass: true, received: seconds(elapsed) };
    },
  };
}

/** Too early fails, too late is only advice: a lost datagram or a busy host looks the same as a late timer. */
export function lateAsAdvice(bounds: Expectation<number>): Expectation<number> {
  return {
    expected: bounds.expected,
    judge: (elapsed, definitions) => {
      const judgement = bounds.judge(elapsed, definitions);
      if (judgement.pass || judgement.reason !== 'timing.late') return judgement;
      return { ...judgement, level: 'should' };
    },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(3)} s`;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint' || value === undefined) return String(value);
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`;
  return JSON.stringify(value) ?? String(value);
}
