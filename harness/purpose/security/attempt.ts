import type { Outcome } from '../../coap/exchange/received-message.ts';
import type { ServerHello } from '../../dtls/handshake/handshake-message.ts';
import { registerRequest } from '../registration-input.ts';
import type { ServerContext } from '../server-context.ts';
import type { HandshakeEnd, Watched } from './association-sighting.ts';

/** What came of one handshake of a device, with a Register that waits for its end. */
export interface Attempt {
  readonly end: HandshakeEnd;
  /** Of the Register; silence where there was no association to send it in. */
  readonly outcome: Outcome;
  readonly watched: Watched;
  /** What the server has answered to its hello; a server that asks for a cookie only, or refuses, has answered nothing. */
  readonly answers: readonly ServerHello[];
}

/** The tester's device tries to come in once, as it has been told to behave, and gives up when that does not end well. */
export async function attemptToRegister(t: ServerContext): Promise<Attempt> {
  const dtls = t.dtls();
  // A resumed session proves nothing of what the device has now.
  dtls.changeSocket({ resumeSessions: false });
  dtls.disregardPast();
  const { mark } = dtls;
  const began = t.clock.now();
  const register = registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
  // Sent once: a repeated one would begin another handshake after a refused one.
  const answered = t.device.exchange(t.device.compose(register), t.handshakeSpan);
  const end = await dtls.nextHandshake(t.handshakeSpan);
  const established = end.kind === 'established';
  if (!established) dtls.socket.abandon(t.device.serverAddress);
  const waited = t.clock.now() - began;
  const outcome = established ? await answered : ({ kind: 'silence', waited, sentFrame: null } as const);
  const watched = dtls.since(mark, t.clock.now() - began);
  const answers = watched.messages
    .map(({ message }) => message)
    .filter(message => message.kind === 'server-hello');
  return { end, outcome, watched, answers };
}
