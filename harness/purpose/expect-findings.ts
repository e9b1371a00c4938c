import type { FindingCode } from '../coap/exchange/finding-rules.ts';
import type { MatchingFinding } from '../coap/exchange/matching-finding.ts';
import type { RecordedFinding } from '../record/events.ts';
import type { Expectation, Judgement } from './expectation.ts';

/** Rules of one kind: `matching` of RFC 7252, `observe` of RFC 7641, `block` of RFC 7959. */
export type RuleFamily = FindingCode extends `${infer Family}.${string}` ? Family : never;

/** A peer of the tester, with what it saw the SUT do wrong between messages. */
export interface Watcher {
  readonly findings: readonly MatchingFinding[];
}

/**
 * The peer has seen the SUT break no rule between messages, of any kind or of those given. Advice that is not followed
 * fails as a should check.
 */
export function noFindings(...families: readonly RuleFamily[]): Expectation<Watcher> {
  const kinds = families.length === 0 ? '' : ` of the kind ${families.join(' or ')}`;
  return {
    expected: `no rule between messages${kinds} broken`,
    judge: ({ findings }) => {
      const relevant = findings.filter(
        ({ code }) => families.length === 0 || families.some(family => code.startsWith(`${family}.`)),
      );
      return judgedFindings(relevant, ({ code, message }) => `${code}: ${message}`);
    },
  };
}

/** What rules broken come to: none passes; the gravest decides the level, and its frame is shown. */
export function judgedFindings<Finding extends Pick<RecordedFinding, 'level' | 'frame'>>(
  findings: readonly Finding[],
  shown: (finding: Finding) => string,
): Judgement {
  const worst = findings.find(({ level }) => level === 'must') ?? findings[0];
  if (worst === undefined) return { pass: true, received: 'none' };
  const { level, frame } = worst;
  const failure = {
    pass: false,
    received: findings.map(shown).join('; '),
    reason: 'exchange.mismatch',
    frame,
  } as const;
  return level === 'should' ? { ...failure, level } : failure;
}
