import type { Address, Datagram, DatagramSocket } from '../../transport/datagram.ts';

export interface Tapped {
  readonly way: 'in' | 'out';
  readonly bytes: Uint8Array;
  readonly peer: Address;
  /** Number in the purpose's record, null on an unrecorded socket. */
  readonly frame: number | null;
}

/** Below a DTLS socket: keeps every datagram, and sends any bytes from the same address, as an attacker or a broken stack would. */
export class TappedSocket implements DatagramSocket {
  /** In order. */
  readonly tapped: Tapped[] = [];
  readonly #socket: DatagramSocket;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];

  constructor(socket: DatagramSocket) {
    this.#socket = socket;
    socket.onDatagram(datagram => {
      const { bytes, from: peer, frame = null } = datagram;
      this.tapped.push({ way: 'in', bytes: bytes.slice(), peer, frame });
      for (const listener of this.#listeners) listener(datagram);
    });
  }

  get address(): Address {
    return this.#socket.address;
  }

  /** What was sent, in order. */
  get sent(): readonly Tapped[] {
    return this.tapped.filter(({ way }) => way === 'out');
  }

  /** What came, in order. */
  get received(): readonly Tapped[] {
    return this.tapped.filter(({ way }) => way === 'in');
  }

  send(bytes: Uint8Array, to: Address): number | undefined {
    const frame = this.#socket.send(bytes, to);
    this.tapped.push({ way: 'out', bytes: bytes.slice(), peer: to, frame: frame ?? null });
    return frame;
  }

  /** Sends a datagram once more. */
  replay({ bytes, peer }: Tapped): number | undefined {
    return this.send(bytes, peer);
  }

  /** Lets what is above receive bytes that nobody sent. */
  receive(bytes: Uint8Array, from: Address): void {
    for (const listener of this.#listeners) listener({ bytes, from });
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    return this.#socket.close();
  }
}
