import type { ReferenceClient } from '../client/reference-client.ts';
import type { ServerSession } from '../client/server-session.ts';
import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';

/** What a device has with the server that sent a request; undefined for a stranger. */
export function sessionOf(
  device: ReferenceClient,
  { from }: Pick<ReceivedMessage, 'from'>,
): ServerSession | undefined {
  return device.sessions.find(
    ({ account: { address } }) => address.host === from.host && address.port === from.port,
  );
}

/** What a device has with its other servers. */
export function othersThan(device: ReferenceClient, request: ReceivedMessage): readonly ServerSession[] {
  const own = sessionOf(device, request);
  return device.sessions.filter(session => session !== own);
}

/** Does what a request asks for on behalf of every server; the answer is that of its own. */
export function performForAll(device: ReferenceClient, request: ReceivedMessage): Reply | null {
  for (const { management } of othersThan(device, request)) management.answer(request);
  return sessionOf(device, request)?.management.answer(request) ?? null;
}
