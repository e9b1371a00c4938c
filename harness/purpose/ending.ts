import { VirtualTimeRunaway, VirtualTimeStalled } from '../clock/virtual-clock.ts';
import { OwnMessageError } from '../coap/exchange/own-message.ts';
import type { ResultEvent, WrittenLine } from '../record/events.ts';
import { isControlFailure, isUnsupportedVerb } from '../sut/control-errors.ts';
import { worst } from '../verdict/verdict.ts';
import type { Checklist } from './checklist.ts';
import { Inconclusive } from './inconclusive.ts';
import { PurposeOverdue } from './time-limit.ts';

/** How the body of a purpose ended, apart from what its checks say. */
export type Ending = Pick<ResultEvent, 'verdict' | 'reason' | 'message' | 'lastWords' | 'applicability'>;

/** The SUT went away while a purpose was judging it. */
export class SutDied extends Error {
  /** What it wrote before, oldest first. */
  readonly lastWords: readonly WrittenLine[];

  constructor(message: string, lastWords: readonly WrittenLine[] = []) {
    super(message);
    this.lastWords = lastWords;
  }
}

const COMPLETED: Ending = { verdict: 'none', reason: null, message: null, applicability: 'selected' };

export function completed(checklist: Checklist): Ending {
  if (checklist.results.length > 0) return { ...COMPLETED, verdict: checklist.verdict };
  return error('purpose.no-check', 'the purpose ended without a single check');
}

/** What was thrown decides who is to blame: the preamble, the SUT, its adapter, or the harness. Verdicts only worsen. */
export function interrupted(thrown: unknown, checklist: Checklist): Ending {
  const ending = endingOf(thrown);
  return { ...ending, verdict: worst(ending.verdict, checklist.verdict) };
}

/** The same without what checks have said. */
export function endingOf(thrown: unknown): Ending {
  const message =
    thrown instanceof Error || isUnsupportedVerb(thrown) || isControlFailure(thrown)
      ? thrown.message
      : String(thrown);
  if (thrown instanceof Inconclusive)
    return { ...COMPLETED, verdict: 'inconclusive', reason: thrown.reason, message };
  if (thrown instanceof SutDied) {
    const { lastWords } = thrown;
    const died: Ending = { ...COMPLETED, verdict: 'fail', reason: 'sut.died', message };
    return lastWords.length === 0 ? died : { ...died, lastWords };
  }
  if (isUnsupportedVerb(thrown)) {
    return { verdict: 'inconclusive', applicability: 'declined', reason: 'control.declined', message };
  }
  if (isControlFailure(thrown)) return error('control.failed', message);
  if (thrown instanceof VirtualTimeStalled || thrown instanceof PurposeOverdue)
    return error('purpose.stalled', message);
  if (thrown instanceof VirtualTimeRunaway) return error('purpose.runaway', message);
  if (thrown instanceof OwnMessageError) return error('harness.own-message', `${message}; ${thrown.hint}`);
  const stack = thrown instanceof Error && thrown.stack !== undefined ? `\n${thrown.stack}` : '';
  return error('purpose.crashed', `${message}${stack}`);
}

function error(reason: NonNullable<Ending['reason']>, message: string): Ending {
  return { ...COMPLETED, verdict: 'error', reason, message };
}
