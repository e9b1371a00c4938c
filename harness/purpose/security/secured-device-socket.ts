import { credentialsFrom } from '../../client/credentials.ts';
import type { Clock } from '../../clock/clock.ts';
import { DtlsSocket, type DtlsSocketSettings } from '../../dtls/endpoint/dtls-socket.ts';
import type { SecureSocketHook } from '../../dtls/endpoint/secure-socket.ts';
import { type AccountSecurity, securityResources } from '../../lwm2m/account-security.ts';
import type { DatagramSocket } from '../../transport/datagram.ts';
import type { Random } from '../../transport/random.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
}

/** The socket of a tester's device with these credentials for whoever it talks to; as it is without any. */
export function securedDeviceSocket(
  socket: DatagramSocket,
  security: AccountSecurity,
  { clock, random }: Surroundings,
  secure: SecureSocketHook,
): DatagramSocket {
  const { mode, ...keys } = securityResources(security);
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  const { own, server, secret } = keys;
  const credentials = credentialsFrom({
    ...{ mode, own: bytes(own), server: bytes(server), secret: bytes(secret) },
  });
  if (credentials === null) return socket;
  const settings: DtlsSocketSettings = {
    client: { clock, random: length => random.bytes(length), credentials },
    resumeSessions: true,
  };
  return secure(socket, settings, (below, changed) => new DtlsSocket(below, changed));
}
