import { decodeMessage } from '../coap/message/decode.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { type Datagram, formatAddress } from '../transport/datagram.ts';
import type { MessageTest } from './message-tests.ts';
import { listeningThrough } from './raw-datagrams.ts';

/** Whether a datagram is CoAP without DTLS, by its first byte (RFC 7252 §3: version 1). */
export const isCoap = ([head = 0]: Uint8Array): boolean => head >> 6 === 1;

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

/** A peer that takes some datagrams as they are, besides what DTLS makes of them; its answers go the usual way. */
export function hearingAlso(unwrap: (datagram: Datagram) => Datagram | null): SecureSocketHook {
  return (socket, settings, proceed) => {
    const listeners: ((datagram: Datagram) => void)[] = [];
    socket.onDatagram(datagram => {
      const heard = unwrap(datagram);
      if (heard !== null) for (const listener of listeners) listener(heard);
    });
    const made = proceed(socket, settings);
    const onDatagram = made.onDatagram.bind(made);
    made.onDatagram = listener => {
      listeners.push(listener);
      onDatagram(listener);
    };
    return made;
  };
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

/** A device that gives up DTLS once a flight of it has not been answered in time, or a handshake has failed. Stateful. */
export function inTheClearAfter(sign: 'timeout' | 'failure'): SecureSocketHook {
  let seen = false;
  return (socket, settings, proceed) =>
    proceed(socket, {
      ...settings,
      events: told => {
        settings.events?.(told);
        if (told.kind !== 'association') return;
        const { event } = told;
        seen ||=
          sign === 'failure'
            ? event.kind === 'failed'
            : event.kind === 'flight-sent' && event.why === 'timeout';
      },
      isPlain: peer => seen || (settings.isPlain?.(peer) ?? true),
    });
}
