import type { Expectation } from '../expectation.ts';
import type { HandshakeEnd } from './association-sighting.ts';

const described = (resumed: boolean): string =>
  resumed ? 'a session taken up again' : 'a session of its own';

/** The association that came about takes a session up again, or is made by a whole handshake. */
export function sessionTakenUp(wanted: boolean): Expectation<HandshakeEnd> {
  return {
    expected: described(wanted),
    judge: end => {
      if (end.kind !== 'established')
        return { pass: false, received: 'no association', reason: 'dtls.no-association' };
      const { frame, agreement } = end;
      const received = described(agreement.resumed);
      return agreement.resumed === wanted
        ? { pass: true, received, frame }
        : { pass: false, received, frame, reason: 'value.unexpected' };
    },
  };
}
