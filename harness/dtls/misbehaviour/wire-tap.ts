import type { Address, Network } from '../../transport/datagram.ts';
import { type Tapped, TappedSocket } from './tapped-socket.ts';

/** A network whose sockets are tapped; what is sent by hand leaves through the one bound last. */
export class WireTap implements Network {
  readonly #network: Network;
  #socket: TappedSocket | null = null;

  constructor(network: Network) {
    this.#network = network;
  }

  async bind(at?: { readonly host?: string; readonly port?: number }): Promise<TappedSocket> {
    this.#socket = new TappedSocket(await this.#network.bind(at));
    return this.#socket;
  }

  get tapped(): readonly Tapped[] {
    return this.#socket?.tapped ?? [];
  }

  get sent(): readonly Tapped[] {
    return this.#socket?.sent ?? [];
  }

  send(bytes: Uint8Array, to: Address): void {
    this.#socket?.send(bytes, to);
  }

  replay(tapped: Tapped): void {
    this.#socket?.replay(tapped);
  }

  receive(bytes: Uint8Array, from: Address): void {
    this.#socket?.receive(bytes, from);
  }
}
