import type { Address, Datagram, DatagramSocket } from './datagram.ts';
import type { SocketLayer } from './socket-layer.ts';

/** Whether a datagram passes, on its way in from a peer or out to it; what does not is lost. */
export type Guard = (way: 'in' | 'out', peer: Address) => boolean;

/** Lets through what its owner wants to hear and to say. */
export function guardedLayer(passes: Guard): SocketLayer {
  return (socket): DatagramSocket => ({
    get address() {
      return socket.address;
    },
    send: (bytes, to) => (passes('out', to) ? socket.send(bytes, to) : undefined),
    onDatagram: (listener: (datagram: Datagram) => void) =>
      socket.onDatagram(datagram => {
        if (passes('in', datagram.from)) listener(datagram);
      }),
    close: () => socket.close(),
  });
}
