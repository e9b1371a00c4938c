import type { ReasonCode } from '../verdict/reason-code.ts';

/** Ends a purpose whose preamble did not come about: nothing can be said about what it is there to judge. */
export class Inconclusive extends Error {
  readonly reason: ReasonCode;

  constructor(reason: ReasonCode, message: string) {
    super(message);
    this.name = 'Inconclusive';
    this.reason = reason;
  }
}
