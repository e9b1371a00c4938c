import type { Clock } from '../../clock/clock.ts';
import type { Address, Datagram, DatagramSocket, Network } from '../../transport/datagram.ts';
import { formatAddress } from '../../transport/datagram.ts';

/** When copies of a datagram arrive, in milliseconds after it was sent: none, one, several. */
export type Fate = (index: number, bytes: Uint8Array, from: Address) => readonly number[];

/** A network in memory on which datagrams are lost, doubled and overtaken as they are told. */
export function fatefulNetwork(clock: Clock, fate: Fate): Network {
  const sockets = new Map<string, (datagram: Datagram) => void>();
  let nextPort = 50_000;
  let index = 0;
  return {
    async bind(at = {}): Promise<DatagramSocket> {
      const address = { host: at.host ?? '127.0.0.1', port: at.port || nextPort++ };
      const listeners: ((datagram: Datagram) => void)[] = [];
      sockets.set(formatAddress(address), datagram => {
        for (const listener of listeners) listener(datagram);
      });
      return {
        address,
        send: (bytes, to) => {
          const copy = Uint8Array.from(bytes);
          for (const delay of fate(index++, copy, address)) {
            clock.after(delay, () => sockets.get(formatAddress(to))?.({ bytes: copy, from: address }));
          }
          return undefined;
        },
        onDatagram: listener => void listeners.push(listener),
        close: async () => void sockets.delete(formatAddress(address)),
      };
    },
  };
}
