/** IP endpoint of a datagram. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Datagram {
  readonly bytes: Uint8Array;
  readonly from: Address;
  /** Number in the purpose's record; absent on sockets that are not recorded. */
  readonly frame?: number;
  /** When it came, in milliseconds of the clock; absent where nobody has looked yet. */
  readonly at?: number;
}

/** A bound datagram socket: a UDP one, or one of the in-memory network. */
export interface DatagramSocket {
  readonly address: Address;
  /** Returns the frame number where the socket is recorded. */
  send(bytes: Uint8Array, to: Address): number | undefined;
  onDatagram(listener: (datagram: Datagram) => void): void;
  close(): Promise<void>;
}

/** Where sockets come from. */
export interface Network {
  /** Binds to host (default `127.0.0.1`) and port (default 0: any free one). */
  bind(at?: { readonly host?: string; readonly port?: number }): Promise<DatagramSocket>;
}

/** Address to bind to for reaching a peer: the loopback for a peer on it, any address of the host otherwise. */
export function localHostFor({ host }: Address): string {
  const isLoopback = host === '::1' || host.startsWith('127.') || host === 'localhost';
  if (host.includes(':')) return isLoopback ? '::1' : '::';
  return isLoopback ? '127.0.0.1' : '0.0.0.0';
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

export function sameAddress(a: Address, b: Address): boolean {
  return a.port === b.port && a.host === b.host;
}
