import type { Address, Datagram, DatagramSocket, Network } from './datagram.ts';

/** Whether a datagram passes, on its way in from a peer or out to it. */
export type Guard = (way: 'in' | 'out', peer: Address) => boolean;

/** A socket whose owner may lose its network, or move to another port; what it sends meanwhile is lost, as on a wire. */
export class MovableSocket implements DatagramSocket {
  readonly #network: Network;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];
  #socket: DatagramSocket;
  #connected = true;
  #passes: Guard = () => true;

  private constructor(network: Network, socket: DatagramSocket) {
    this.#network = network;
    this.#socket = socket;
    this.#hear(socket);
  }

  static async bind(
    network: Network,
    at?: { readonly host?: string; readonly port?: number },
  ): Promise<MovableSocket> {
    return new MovableSocket(network, await network.bind(at));
  }

  get address(): Address {
    return this.#socket.address;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** Whether datagrams pass, in either direction. */
  connect(connected: boolean): void {
    this.#connected = connected;
  }

  /** Decides on every datagram while there is a network; what does not pass is lost. */
  guard(passes: Guard): void {
    this.#passes = passes;
  }

  /** Goes on at another free port of the same host. */
  async move(): Promise<void> {
    const { host } = this.#socket.address;
    const left = this.#socket;
    this.#socket = await this.#network.bind({ host });
    this.#hear(this.#socket);
    await left.close();
  }

  send(bytes: Uint8Array, to: Address): number | undefined {
    return this.#connected && this.#passes('out', to) ? this.#socket.send(bytes, to) : undefined;
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }

  #hear(socket: DatagramSocket): void {
    socket.onDatagram(datagram => {
      if (!this.#connected || socket !== this.#socket) return;
      if (!this.#passes('in', datagram.from)) return;
      for (const listener of this.#listeners) listener(datagram);
    });
  }
}
