import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { describeCode } from '../coap/message/codes.ts';
import type { Code } from '../coap/message/message.ts';
import type { IcsKey, Tri } from '../verdict/ics.ts';
import type { Expectation } from './expectation.ts';

/** What the wire showed of a capability of the SUT. */
export interface Sighting {
  /** That the SUT has it, that it has not; null: neither. What is not shown contradicts nothing. */
  readonly shown: boolean | null;
  /** What was seen, in words: `the Register lists /5/0`. */
  readonly words: string;
  /** Number of the frame that shows it. */
  readonly frame: number | null;
}

export function sighting(
  shown: boolean | null,
  words: string,
  message?: Pick<ReceivedMessage, 'frame'> | null,
): Sighting {
  return { shown, words, frame: message?.frame ?? null };
}

/** What the code of an answer shows: `yes` and `no` are the codes that decide, and every other one decides nothing. */
export function answerShows(
  what: string,
  outcome: Outcome,
  { yes, no }: { readonly yes: readonly Code[]; readonly no: readonly Code[] },
): Sighting {
  if (outcome.kind !== 'response') return sighting(null, `no answer to ${what}`);
  const { message } = outcome;
  const shown = yes.includes(message.code) ? true : no.includes(message.code) ? false : null;
  return sighting(shown, `${describeCode(message.code)} to ${what}`, message);
}

/** The wire does not show the contrary of what the ICS says; `unset` contradicts nothing. */
export function asClaimed(key: IcsKey, claim: Tri): Expectation<Sighting> {
  return {
    expected: `${key} as the ICS says: ${claim}`,
    judge: ({ shown, words, frame }) => {
      const received = shown === null ? `not shown: ${words}` : `${shown}: ${words}`;
      if (shown === null || claim === 'unset' || shown === claim) return { pass: true, received, frame };
      return { pass: false, received, frame, reason: 'ics.contradicted' };
    },
  };
}
