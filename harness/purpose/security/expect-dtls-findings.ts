import type { Expectation } from '../expectation.ts';
import type { SeenEvent } from './dtls-side.ts';

/** A peer of the tester, with what happened in its associations. */
interface Witness {
  readonly events: readonly SeenEvent[];
}

/** The SUT has broken no rule of records and handshakes. Advice that is not followed fails as a should check. */
export function noDtlsFindings(): Expectation<Witness> {
  return {
    expected: 'no rule of DTLS broken',
    judge: ({ events }) => {
      const findings = events.filter(event => event.kind === 'finding');
      const [worst] = [...findings].sort((a, b) => Number(b.level === 'must') - Number(a.level === 'must'));
      if (worst === undefined) return { pass: true, received: 'none' };
      const received = findings
        .map(({ code, message, clause }) => `${code}: ${message} (${clause})`)
        .join('; ');
      const failure = { pass: false, received, reason: 'exchange.mismatch', frame: worst.frame } as const;
      return worst.level === 'should' ? { ...failure, level: worst.level } : failure;
    },
  };
}
