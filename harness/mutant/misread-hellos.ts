import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { ClientHello, ServerHello } from '../dtls/handshake/handshake-message.ts';
import { withAssociationHooks } from './secure-socket.ts';

/** A peer that takes every hello for another one, and goes on as if that had come. */
export function misreadingHellos(change: (hello: ClientHello) => ClientHello): SecureSocketHook {
  return withAssociationHooks({
    messageIn: message => (message.kind === 'client-hello' ? change(message) : message),
  });
}

/** A device that takes every ServerHello for another one, and goes on as if that had come. */
export function misreadingAnswers(change: (answer: ServerHello) => ServerHello): SecureSocketHook {
  return withAssociationHooks({
    messageIn: message => (message.kind === 'server-hello' ? change(message) : message),
  });
}
