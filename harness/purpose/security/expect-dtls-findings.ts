import { judgedFindings } from '../expect-findings.ts';
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
    judge: ({ events }) =>
      judgedFindings(
        events.filter(event => event.kind === 'finding'),
        ({ code, message, clause }) => `${code}: ${message} (${clause})`,
      ),
  };
}
