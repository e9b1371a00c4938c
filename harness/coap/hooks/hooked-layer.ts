import type { Clock } from '../../clock/clock.ts';
import type { Address, Datagram, DatagramSocket, Network } from '../../transport/datagram.ts';
import type { Random } from '../../transport/random.ts';
import type { SocketLayer } from '../../transport/socket-layer.ts';
import { decodeMessage } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage } from '../message/message.ts';
import type { MessageHooks, Wire } from './message-hooks.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
}

/** Every datagram of the peer above goes through its message hooks. `network` is where it sends from elsewhere. */
export function hookedLayer(network: Network, hooks: MessageHooks, surroundings: Surroundings): SocketLayer {
  if (hooks.messageIn === undefined && hooks.messageOut === undefined) return socket => socket;
  return socket => {
    const { host } = socket.address;
    return new HookedSocket(socket, () => network.bind({ host }), hooks, surroundings);
  };
}

class HookedSocket implements DatagramSocket {
  readonly #socket: DatagramSocket;
  readonly #bindElsewhere: () => Promise<DatagramSocket>;
  readonly #hooks: MessageHooks;
  readonly #surroundings: Surroundings;
  readonly #listeners: ((datagram: Datagram) => void)[] = [];
  #elsewhere: Promise<DatagramSocket> | null = null;
  #open = true;

  constructor(
    socket: DatagramSocket,
    bindElsewhere: () => Promise<DatagramSocket>,
    hooks: MessageHooks,
    surroundings: Surroundings,
  ) {
    this.#socket = socket;
    this.#bindElsewhere = bindElsewhere;
    this.#hooks = hooks;
    this.#surroundings = surroundings;
    socket.onDatagram(datagram => this.#arrived(datagram));
  }

  get address(): Address {
    return this.#socket.address;
  }

  send(bytes: Uint8Array, to: Address): number | undefined {
    const passed = this.#pass(this.#hooks.messageOut, bytes, to);
    return passed === null ? undefined : this.#socket.send(passed, to);
  }

  onDatagram(listener: (datagram: Datagram) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    this.#open = false;
    await (await this.#elsewhere)?.close();
    await this.#socket.close();
  }

  #arrived(datagram: Datagram): void {
    const { bytes, from } = datagram;
    const passed = this.#pass(this.#hooks.messageIn, bytes, from);
    if (passed !== null) this.#receive({ ...datagram, bytes: passed });
  }

  async #fromElsewhere(bytes: Uint8Array, to: Address): Promise<void> {
    this.#elsewhere ??= this.#bindElsewhere().then(socket => {
      socket.onDatagram(datagram => this.#arrived(datagram));
      return socket;
    });
    const socket = await this.#elsewhere;
    if (this.#open) socket.send(bytes, to);
  }

  #pass(hook: MessageHooks['messageIn'], bytes: Uint8Array, remote: Address): Uint8Array | null {
    if (hook === undefined) return bytes;
    const { message } = decodeMessage(bytes);
    const passed = hook({ bytes, message, remote }, this.#wire(remote));
    if (passed === null) return null;
    return passed === message ? bytes : bytesOf(passed);
  }

  #wire(remote: Address): Wire {
    const { clock, random } = this.#surroundings;
    const soon = (after: number, act: () => void): void => {
      if (after === 0) act();
      else clock.after(after, () => this.#open && act());
    };
    return {
      ...{ clock, random },
      send: (message, after = 0) => soon(after, () => void this.#socket.send(bytesOf(message), remote)),
      sendFromElsewhere: message => void this.#fromElsewhere(bytesOf(message), remote),
      receive: (message, after = 0) =>
        soon(after, () => this.#receive({ bytes: bytesOf(message), from: remote })),
    };
  }

  #receive(datagram: Datagram): void {
    for (const listener of this.#listeners) listener(datagram);
  }
}

function bytesOf(message: CoapMessage | Uint8Array): Uint8Array {
  return message instanceof Uint8Array ? message : encodeMessage(message);
}
