import type { Expectation, Judgement } from '../expectation.ts';
import type { HandshakeEnd, Watched } from './association-sighting.ts';

/** The handshake comes to its good end. */
export function associated(): Expectation<HandshakeEnd> {
  return {
    expected: 'a DTLS association',
    judge: end => {
      if (end.kind === 'established') return { pass: true, received: described(end), frame: end.frame };
      const frame = end.kind === 'failed' ? end.frame : null;
      return { pass: false, received: described(end), frame, reason: 'dtls.no-association' };
    },
  };
}

/** The association is with who has proven to have the key of this identity. */
export function provenIdentity(identity: string): Expectation<HandshakeEnd> {
  return {
    expected: `an association with ${identity}`,
    judge: end => {
      if (end.kind !== 'established')
        return { pass: false, received: described(end), reason: 'dtls.no-association' };
      const { peer } = end.agreement.session;
      const received = peer.kind === 'psk' ? Buffer.from(peer.identity).toString('utf8') : peer.kind;
      return received === identity
        ? { pass: true, received, frame: end.frame }
        : { pass: false, received, frame: end.frame, reason: 'value.unexpected' };
    },
  };
}

/** No handshake comes to a good end, whatever alert is sent, or none. */
export function noAssociation(): Expectation<Watched> {
  return onWatched('no DTLS association', 'dtls.association', ({ established: [first], span }) =>
    first === undefined ? `none within ${seconds(span)}` : { seen: described(first), frame: first.frame },
  );
}

/** Nothing that the SUT sends inside of an association is application data. */
export function noApplicationData(): Expectation<Watched> {
  return onWatched('no application data', 'dtls.application-data', ({ data, span }) => {
    const [first] = data;
    return first === undefined
      ? `none within ${seconds(span)}`
      : { seen: `${data.length} records of application data`, frame: first.frame };
  });
}

/** Everything that the SUT sends is DTLS. */
export function onlyDtls(): Expectation<Watched> {
  return onWatched('nothing but DTLS on the wire', 'dtls.in-clear', ({ clear, datagrams }) => {
    const [first] = clear;
    return first === undefined
      ? `${datagrams} datagrams, all of them DTLS`
      : { seen: `${clear.length} of ${datagrams} datagrams in the clear`, frame: first.frame };
  });
}

type Seen = string | { readonly seen: string; readonly frame: number | null };

function onWatched(
  expected: string,
  reason: 'dtls.association' | 'dtls.application-data' | 'dtls.in-clear',
  look: (watched: Watched) => Seen,
): Expectation<Watched> {
  return {
    expected,
    judge: (watched): Judgement => {
      const seen = look(watched);
      return typeof seen === 'string'
        ? { pass: true, received: seen }
        : { pass: false, received: seen.seen, frame: seen.frame, reason };
    },
  };
}

function described(end: HandshakeEnd): string {
  switch (end.kind) {
    case 'established': {
      const { session, resumed } = end.agreement;
      return `an association with ${session.suite.name}${resumed ? ', resumed' : ''}`;
    }
    case 'failed':
      return `a handshake that failed: ${end.message}`;
    case 'silence':
      return `no handshake that ended within ${seconds(end.waited)}`;
  }
}

const seconds = (span: number): string => `${(span / 1000).toFixed(1)} s`;
