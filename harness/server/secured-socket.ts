import type { Clock } from '../clock/clock.ts';
import { SessionStore } from '../dtls/association/session.ts';
import { DtlsSocket, type DtlsSocketEvent } from '../dtls/endpoint/dtls-socket.ts';
import type { PeerIdentity } from '../dtls/trust/credentials.ts';
import type { Address, DatagramSocket } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import type { Admission } from './admission.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
}

/** The socket of a server whose devices must prove themselves, and who each of them has proven to be. */
export interface SecuredSocket {
  readonly socket: DatagramSocket;
  readonly identityOf: (peer: Address) => PeerIdentity | null;
}

/** Without admission everybody may come, in the clear. */
export function securedSocket(
  socket: DatagramSocket,
  admission: Admission | null,
  { clock, random }: Surroundings,
  events?: (event: DtlsSocketEvent) => void,
): SecuredSocket {
  if (admission === null) return { socket, identityOf: () => null };
  const secured = new DtlsSocket(socket, {
    server: {
      ...{ clock, random: (length: number) => random.bytes(length), credentials: admission.credentials },
      sessions: new SessionStore(clock),
    },
    connectionIdLength: 0,
    ...(events === undefined ? {} : { events }),
  });
  return { socket: secured, identityOf: peer => secured.agreementWith(peer)?.session.peer ?? null };
}
