import type { Address } from '../../transport/datagram.ts';
import type { MemoryNetwork } from '../../transport/memory-network.ts';
import { decodeMessage } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage } from '../message/message.ts';

const NOTHING = new Uint8Array(0);

/** A peer without any behaviour: it only sends what it is told, and keeps what it receives. */
export interface RawPeer {
  readonly address: Address;
  readonly received: CoapMessage[];
  send(to: Address, message: Partial<CoapMessage> & Pick<CoapMessage, 'type' | 'code' | 'messageId'>): void;
  /** Called with each message that arrives. */
  react(reaction: (message: CoapMessage) => void): void;
}

export async function rawPeer(network: MemoryNetwork): Promise<RawPeer> {
  const socket = await network.bind();
  const received: CoapMessage[] = [];
  let react: (message: CoapMessage) => void = () => {};
  socket.onDatagram(({ bytes }) => {
    const { message } = decodeMessage(bytes);
    if (message === null) return;
    received.push(message);
    react(message);
  });
  return {
    address: socket.address,
    received,
    send: (to, message) =>
      void socket.send(encodeMessage({ token: NOTHING, options: [], payload: NOTHING, ...message }), to),
    react: reaction => {
      react = reaction;
    },
  };
}
