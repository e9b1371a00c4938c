import type { Request } from '../../coap/exchange/endpoint.ts';
import { encodeMessage } from '../../coap/message/encode.ts';
import type { ServerContext } from '../server-context.ts';
import type { Watched } from './association-sighting.ts';

/** Sends a request of the tester's device to the port where DTLS is due, as it is, and tells what came of it. */
export function sendInTheClear(t: ServerContext, request: Request): Promise<Watched> {
  return sendBytesInTheClear(t, encodeMessage(t.device.compose(request)));
}

/** The same with any bytes. */
export async function sendBytesInTheClear(t: ServerContext, bytes: Uint8Array): Promise<Watched> {
  const dtls = t.dtls();
  const { mark } = dtls;
  dtls.wire.send(bytes, t.device.serverAddress);
  await t.clock.wait(t.silenceSpan);
  return dtls.since(mark, t.silenceSpan);
}
