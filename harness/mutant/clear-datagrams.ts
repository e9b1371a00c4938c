import type { SecureSocket, SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { Datagram } from '../transport/datagram.ts';

/** A peer that takes some datagrams as they are, besides what DTLS makes of them; its answers go the usual way. */
export function hearingAlso(unwrap: (datagram: Datagram) => Datagram | null): SecureSocketHook {
  return (socket, settings, proceed) => {
    const listeners: ((datagram: Datagram) => void)[] = [];
    socket.onDatagram(datagram => {
      const heard = unwrap(datagram);
      if (heard !== null) for (const listener of listeners) listener(heard);
    });
    const secured = proceed(socket, settings);
    return replacing(secured, {
      onDatagram: listener => {
        listeners.push(listener);
        secured.onDatagram(listener);
      },
    });
  };
}

/** A peer that says everything in the clear first. */
export const sayingInTheClear: SecureSocketHook = (socket, settings, proceed) => {
  const secured = proceed(socket, settings);
  return replacing(secured, {
    send: (bytes, to) => {
      socket.send(bytes, to);
      return secured.send(bytes, to);
    },
  });
};

/** The same socket, with some of what it does done otherwise. */
function replacing(
  secured: SecureSocket,
  changes: Partial<Pick<SecureSocket, 'send' | 'onDatagram'>>,
): SecureSocket {
  return {
    get address() {
      return secured.address;
    },
    get size() {
      return secured.size;
    },
    send: (bytes, to) => secured.send(bytes, to),
    onDatagram: listener => secured.onDatagram(listener),
    close: () => secured.close(),
    agreementWith: peer => secured.agreementWith(peer),
    handshake: to => secured.handshake(to),
    disconnect: peer => secured.disconnect(peer),
    abandon: peer => secured.abandon(peer),
    moved: () => secured.moved(),
    ...changes,
  };
}
