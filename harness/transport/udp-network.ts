import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { SutUnavailableError } from '../errors/touchstone-error.ts';
import type { Address, Datagram, DatagramSocket, Network } from './datagram.ts';

/** Real UDP sockets. */
export class UdpNetwork implements Network {
  /** @throws SutUnavailableError when the address cannot be bound. */
  async bind(at: { readonly host?: string; readonly port?: number } = {}): Promise<DatagramSocket> {
    const host = at.host ?? '127.0.0.1';
    const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
    socket.bind({ address: host, port: at.port ?? 0 });
    try {
      await once(socket, 'listening');
    } catch (cause) {
      throw new SutUnavailableError(
        'transport.bind',
        `cannot bind UDP ${host}:${at.port ?? 0}: ${String(cause)}`,
        {
          hint: 'choose a free port, or an address of this host',
          cause,
        },
      );
    }
    return new UdpSocket(socket);
  }
}

class UdpSocket implements DatagramSocket {
  readonly address: Address;
  readonly #socket: Socket;
  #open = true;

  constructor(socket: Socket) {
    this.#socket = socket;
    const { address, port } = socket.address();
    this.address = { host: address, port };
    // An ICMP "port unreachable" of a peer that went away is silence on the wire, not a fault of ours.
    socket.on('error', () => {});
  }

  send(bytes: Uint8Array, to: Address): undefined {
    if (this.#open) this.#socket.send(bytes, to.port, to.host);
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#socket.on('message', (message, { address, port }) => {
      // Each datagram has memory of its own; a Buffer would differ from other bytes in comparisons.
      const bytes = new Uint8Array(message.buffer, message.byteOffset, message.length);
      listener({ bytes, from: { host: address, port } });
    });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
