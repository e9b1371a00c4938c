import type { Address, Datagram, DatagramSocket, Network } from './datagram.ts';

/** Hears of every datagram that passes, with its size in bytes. */
export type TrafficListener = (direction: 'sent' | 'received', size: number) => void;

/** A socket whose owner may lose its network, or move to another port; what it sends meanwhile is lost, as on a wire. */
export class MovableSocket implements DatagramSocket {
  readonly #network: Network;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];
  readonly #traffic = new Set<TrafficListener>();
  #socket: DatagramSocket;
  #connected = true;

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

  /** Goes on at another free port of the same host. */
  async move(): Promise<void> {
    const { host } = this.#socket.address;
    const left = this.#socket;
    this.#socket = await this.#network.bind({ host });
    this.#hear(this.#socket);
    await left.close();
  }

  send(bytes: Uint8Array, to: Address): number | undefined {
    if (!this.#connected) return undefined;
    this.#passed('sent', bytes);
    return this.#socket.send(bytes, to);
  }

  /** Until the returned function is called. */
  onTraffic(listener: TrafficListener): () => void {
    this.#traffic.add(listener);
    return () => void this.#traffic.delete(listener);
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }

  #passed(direction: 'sent' | 'received', { length }: Uint8Array): void {
    for (const listener of [...this.#traffic]) listener(direction, length);
  }

  #hear(socket: DatagramSocket): void {
    socket.onDatagram(datagram => {
      if (!this.#connected || socket !== this.#socket) return;
      this.#passed('received', datagram.bytes);
      for (const listener of this.#listeners) listener(datagram);
    });
  }
}
