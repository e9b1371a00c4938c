import type { DatagramSocket } from './datagram.ts';

/** Something between a peer and its socket that looks at every datagram, and may change it; above DTLS where there is any. */
export type SocketLayer = (socket: DatagramSocket) => DatagramSocket;

/** The layers from below upwards. */
export function layered(
  socket: DatagramSocket,
  ...layers: readonly (SocketLayer | undefined)[]
): DatagramSocket {
  return layers.reduce<DatagramSocket>((below, layer) => layer?.(below) ?? below, socket);
}
