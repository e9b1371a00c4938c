import type { Address, Datagram, DatagramSocket, Network } from '../../transport/datagram.ts';

export interface Tapped {
  readonly way: 'in' | 'out';
  readonly bytes: Uint8Array;
  readonly peer: Address;
}

/** Below a DTLS socket: keeps every datagram, and sends any bytes from the same address, as an attacker or a broken stack would. */
export class WireTap implements Network {
  readonly tapped: Tapped[] = [];
  readonly #network: Network;
  readonly #sockets: DatagramSocket[] = [];
  readonly #listeners: ((datagram: Datagram) => void)[] = [];

  constructor(network: Network) {
    this.#network = network;
  }

  async bind(at?: { readonly host?: string; readonly port?: number }): Promise<DatagramSocket> {
    const socket = await this.#network.bind(at);
    this.#sockets.push(socket);
    return {
      address: socket.address,
      send: (bytes, to) => {
        this.tapped.push({ way: 'out', bytes: bytes.slice(), peer: to });
        return socket.send(bytes, to);
      },
      onDatagram: listener => {
        this.#listeners.push(listener);
        socket.onDatagram(datagram => {
          this.tapped.push({ way: 'in', bytes: datagram.bytes.slice(), peer: datagram.from });
          listener(datagram);
        });
      },
      close: () => socket.close(),
    };
  }

  /** What was sent, in order. */
  get sent(): readonly Tapped[] {
    return this.tapped.filter(({ way }) => way === 'out');
  }

  /** Sends bytes as they are. */
  send(bytes: Uint8Array, to: Address): void {
    this.#sockets.at(-1)?.send(bytes, to);
  }

  /** Sends a datagram once more. */
  replay({ bytes, peer }: Tapped): void {
    this.send(bytes, peer);
  }

  /** Lets the association above receive bytes that nobody sent. */
  receive(bytes: Uint8Array, from: Address): void {
    for (const listener of this.#listeners) listener({ bytes, from });
  }
}
