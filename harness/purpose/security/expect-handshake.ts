import type { HandshakeMessage } from '../../dtls/handshake/handshake-message.ts';
import type { Expectation, Judgement } from '../expectation.ts';
import type { Watched } from './association-sighting.ts';

type Kind = HandshakeMessage['kind'];

/** The SUT does not go on to this message of the handshake, whatever it does instead. */
export function noMessage(kind: Kind): Expectation<Watched> {
  return {
    expected: `no ${nameOf(kind)}`,
    judge: ({ messages }): Judgement => {
      const found = messages.find(({ message }) => message.kind === kind);
      return found === undefined
        ? { pass: true, received: `no ${nameOf(kind)} in ${messages.length} messages` }
        : { pass: false, received: `a ${nameOf(kind)}`, frame: found.frame, reason: 'dtls.association' };
    },
  };
}

/** The SUT sends this message of the handshake, the last one of which is as `test` says. */
export function lastMessage<K extends Kind>(
  kind: K,
  expected: string,
  test: (message: Extract<HandshakeMessage, { readonly kind: K }>) => boolean,
  shown: (message: Extract<HandshakeMessage, { readonly kind: K }>) => string,
): Expectation<Watched> {
  return {
    expected: `a ${nameOf(kind)} with ${expected}`,
    judge: ({ messages }): Judgement => {
      const found = messages.findLast(({ message }) => message.kind === kind);
      if (found === undefined)
        return { pass: false, received: `no ${nameOf(kind)}`, reason: 'dtls.no-association' };
      const message = found.message as Extract<HandshakeMessage, { readonly kind: K }>;
      const { frame } = found;
      return test(message)
        ? { pass: true, received: shown(message), frame }
        : { pass: false, received: shown(message), frame, reason: 'value.unexpected' };
    },
  };
}

/** `client-hello` as RFC 5246 writes it: ClientHello. */
function nameOf(kind: Kind): string {
  return kind
    .split('-')
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
