import type { ServerHello } from '../../dtls/handshake/handshake-message.ts';
import { registerRequest } from '../registration-input.ts';
import type { ServerContext } from '../server-context.ts';
import type { HandshakeEnd, Watched } from './association-sighting.ts';

/** What came of one handshake of a device, with a Register that waits for its end. */
export interface Attempt {
  readonly end: HandshakeEnd;
  readonly watched: Watched;
  /** What the server has answered to its hello; a server that asks for a cookie only, or refuses, has answered nothing. */
  readonly answers: readonly ServerHello[];
}

/** The tester's device tries to come in once, as it has been told to behave, and gives up when that does not end well. */
export async function attemptToRegister(t: ServerContext): Promise<Attempt> {
  const dtls = t.dtls();
  dtls.disregardPast();
  const { mark } = dtls;
  const began = t.clock.now();
  const register = registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
  // Not repeated: a repeated one would begin another handshake after a refused one.
  const answered = t.device.request({ ...register, type: 'NON', within: t.handshakeSpan });
  const end = await dtls.nextHandshake(t.handshakeSpan);
  if (end.kind === 'established') await answered;
  else dtls.socket.abandon(t.device.serverAddress);
  const answers = dtls.events
    .slice(mark.events)
    .flatMap(event => (event.kind === 'message-received' ? [event.message] : []))
    .filter(message => message.kind === 'server-hello');
  return { end, watched: dtls.since(mark, t.clock.now() - began), answers };
}
