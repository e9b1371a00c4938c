import type { Request } from '../../coap/exchange/endpoint.ts';
import type { Outcome } from '../../coap/exchange/received-message.ts';
import type { ServerHello } from '../../dtls/handshake/handshake-message.ts';
import type { Context } from '../context.ts';
import type { DevicePeer } from '../device-peer.ts';
import { registerRequest } from '../registration-input.ts';
import type { ServerContext } from '../server-context.ts';
import type { HandshakeEnd, Watched } from './association-sighting.ts';
import type { DtlsSide, SideSettings } from './dtls-side.ts';

/** What came of one handshake of a device, with a request that waits for its end. */
export interface Attempt {
  readonly end: HandshakeEnd;
  /** Of the request; silence where there was no association to send it in. */
  readonly outcome: Outcome;
  readonly watched: Watched;
  /** What the server has answered to its hello; a server that asks for a cookie only, or refuses, has answered nothing. */
  readonly answers: readonly ServerHello[];
}

/** What a purpose about a server of any kind has: a device, and its DTLS. */
type WithDevice = Pick<Context, 'clock' | 'handshakeSpan'> & {
  readonly device: DevicePeer;
  dtls(): DtlsSide<SideSettings>;
};

interface AttemptOptions {
  /** Whether it offers the last session again; a resumed session proves nothing of what the device has now. */
  readonly resuming?: boolean;
  /** Milliseconds in which the server is watched still, after an answer that more may follow. */
  readonly watching?: number;
}

/** The tester's device tries to come in once, as it has been told to behave, and gives up when that does not end well. */
export async function attempt(
  t: WithDevice,
  request: Request,
  { resuming = false, watching = 0 }: AttemptOptions = {},
): Promise<Attempt> {
  const dtls = t.dtls();
  dtls.changeSocket({ resumeSessions: resuming });
  dtls.disregardPast();
  const { mark } = dtls;
  const began = t.clock.now();
  // Sent once: a repeated one would begin another handshake after a refused one.
  const answered = t.device.exchange(t.device.compose(request), t.handshakeSpan);
  const end = await dtls.nextHandshake(t.handshakeSpan);
  const established = end.kind === 'established';
  if (!established) dtls.socket.abandon(t.device.serverAddress);
  const waited = t.clock.now() - began;
  const outcome = established ? await answered : ({ kind: 'silence', waited, sentFrame: null } as const);
  if (watching > 0) await t.clock.wait(watching);
  const watched = dtls.since(mark, t.clock.now() - began);
  const answers = watched.messages
    .map(({ message }) => message)
    .filter(message => message.kind === 'server-hello');
  return { end, outcome, watched, answers };
}

/** The same with a Register. */
export function attemptToRegister(t: ServerContext, options?: AttemptOptions): Promise<Attempt> {
  return attempt(t, registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' }), options);
}
