import type { Clock } from '../clock/clock.ts';
import { SessionStore } from '../dtls/association/session.ts';
import { DtlsSocket, type DtlsSocketSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { PeerIdentity } from '../dtls/trust/credentials.ts';
import type { Address, DatagramSocket } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import type { Admission } from './admission.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  /** Bytes of the connection ids that devices are asked to use (RFC 9146); 0 unless given: they may ask for theirs. */
  readonly connectionIdLength?: number;
}

/** The socket of a server whose devices must prove themselves, and who each of them has proven to be. */
export interface SecuredSocket {
  readonly socket: DatagramSocket;
  readonly identityOf: (peer: Address) => PeerIdentity | null;
}

const usual = (socket: DatagramSocket, settings: DtlsSocketSettings): DtlsSocket =>
  new DtlsSocket(socket, settings);

/** Without admission everybody may come, in the clear. */
export function securedSocket(
  socket: DatagramSocket,
  admission: Admission | null,
  { clock, random, connectionIdLength = 0 }: Surroundings,
  hook?: SecureSocketHook,
): SecuredSocket {
  if (admission === null) return { socket, identityOf: () => null };
  const server = {
    clock,
    random: (length: number) => random.bytes(length),
    sessions: new SessionStore(clock),
  };
  // A session was made with a key that no longer holds (RFC 5246 §F.1.4).
  admission.onReplaced(holds => server.sessions.forgetOf(holds));
  const settings: DtlsSocketSettings = {
    // Who is let in may have changed since the last device came.
    server: () => ({ ...server, credentials: admission.credentials }),
    connectionIdLength,
  };
  const secured = hook?.(socket, settings, usual) ?? usual(socket, settings);
  return { socket: secured, identityOf: peer => secured.agreementWith(peer)?.session.peer ?? null };
}
