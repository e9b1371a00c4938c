import { describeNumber } from '../../dtls/registry.ts';
import type { Expectation } from '../expectation.ts';
import type { Attempt } from './attempt.ts';

/** The server chooses nothing of what the hello offers, whatever alert it sends, or none. */
export function noServerHello(): Expectation<Attempt> {
  return {
    expected: 'no ServerHello',
    judge: ({ answers: [answer] }) => {
      if (answer === undefined) return { pass: true, received: 'no ServerHello' };
      const { suite, version } = answer;
      const received = `a ServerHello of version ${describeNumber(version)} with suite ${describeNumber(suite)}`;
      return { pass: false, received, reason: 'dtls.association' };
    },
  };
}
