import { decodeMessage } from '../coap/message/decode.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { formatAddress } from '../transport/datagram.ts';
import type { MessageTest } from './message-tests.ts';
import { listeningThrough } from './raw-datagrams.ts';

/** A server that takes these messages, and answers them, when they come without DTLS. Stateful: make it anew each time. */
export function servingInTheClear(test: MessageTest): SecureSocketHook {
  const inTheClear = new Set<string>();
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram => {
        const from = formatAddress(datagram.from);
        if (isOneOf(test, datagram.bytes)) inTheClear.add(from);
        else inTheClear.delete(from);
        return datagram;
      }),
      {
        ...settings,
        isPlain: peer => inTheClear.has(formatAddress(peer)) || (settings.isPlain?.(peer) ?? false),
      },
    );
}

/** A peer that sends these messages without DTLS as well. */
export function sendingInTheClearToo(test: MessageTest): SecureSocketHook {
  return (socket, settings, proceed) => {
    const made = proceed(socket, settings);
    const send = made.send.bind(made);
    made.send = (bytes, to) => {
      if (isOneOf(test, bytes)) socket.send(bytes, to);
      return send(bytes, to);
    };
    return made;
  };
}

function isOneOf(test: MessageTest, bytes: Uint8Array): boolean {
  const { message } = decodeMessage(bytes);
  return message !== null && test(message);
}

/** A peer that sends without DTLS what it has no association for. */
export const fallingBackToClear: SecureSocketHook = (socket, settings, proceed) => {
  const made = proceed(socket, settings);
  const send = made.send.bind(made);
  made.send = (bytes, to) => (made.agreementWith(to) === null ? socket.send(bytes, to) : send(bytes, to));
  return made;
};
