import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { ContentType } from '../dtls/registry.ts';
import type { Datagram, DatagramSocket } from '../transport/datagram.ts';

/** The same socket, whose datagrams are other ones than have come; null for none. */
export function listeningThrough(
  socket: DatagramSocket,
  change: (datagram: Datagram) => Datagram | null,
): DatagramSocket {
  return {
    address: socket.address,
    send: (bytes, to) => socket.send(bytes, to),
    close: () => socket.close(),
    onDatagram: listener =>
      socket.onDatagram(datagram => {
        const heard = change(datagram);
        if (heard !== null) listener(heard);
      }),
  };
}

/** A peer that never says why it does not go on: fatal alerts in the clear do not leave it (RFC 6347 §4.1.2.7). */
export const silentOnFailure: SecureSocketHook = (socket, settings, proceed) =>
  proceed(
    {
      address: socket.address,
      close: () => socket.close(),
      onDatagram: listener => socket.onDatagram(listener),
      send: (bytes, to) => (bytes[0] === ContentType.alert ? undefined : socket.send(bytes, to)),
    },
    settings,
  );
