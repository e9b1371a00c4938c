import { hex } from '../dtls/bytes/write.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { leadingConnectionId } from '../dtls/record/record-codec.ts';
import { type Address, formatAddress, sameAddress } from '../transport/datagram.ts';
import { listeningThrough } from './raw-datagrams.ts';

const ID_AT = 11;

/** A server that does not hear a device any more, in spite of its connection id, once it has moved. Stateful. */
export function knowingByAddress(): SecureSocketHook {
  const first = new Map<string, Address>();
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram => {
        const id = leadingConnectionId(datagram.bytes, settings.connectionIdLength ?? 0);
        if (id === null) return datagram;
        const known = first.get(hex(id)) ?? datagram.from;
        first.set(hex(id), known);
        return sameAddress(known, datagram.from) ? datagram : null;
      }),
      settings,
    );
}

/** A server with one device, which it takes to be wherever a record with a connection id has come from last. Stateful. */
export function followingAnybody(): SecureSocketHook {
  let last: Address | null = null;
  return (socket, settings, proceed) => {
    socket.onDatagram(({ bytes, from }) => {
      if (leadingConnectionId(bytes, settings.connectionIdLength ?? 0) !== null) last = from;
    });
    const below = listeningThrough(socket, datagram => datagram);
    return proceed({ ...below, send: (bytes, to) => socket.send(bytes, last ?? to) }, settings);
  };
}

/** A server that looks for the association of a record by address only, whatever its connection id. Stateful. */
export function readingAnyConnectionId(): SecureSocketHook {
  const known = new Map<string, Uint8Array>();
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram => {
        const id = leadingConnectionId(datagram.bytes, settings.connectionIdLength ?? 0);
        if (id === null) return datagram;
        const right = known.get(formatAddress(datagram.from)) ?? id.slice();
        known.set(formatAddress(datagram.from), right);
        const bytes = datagram.bytes.slice();
        bytes.set(right, ID_AT);
        return { ...datagram, bytes };
      }),
      settings,
    );
}

/** A server that says so in the clear when it does not know a connection id. Stateful. */
export function answeringUnknownConnectionIds(alert: Uint8Array): SecureSocketHook {
  const known = new Map<string, string>();
  return (socket, settings, proceed) => {
    socket.onDatagram(({ bytes, from }) => {
      const id = leadingConnectionId(bytes, settings.connectionIdLength ?? 0);
      if (id === null) return;
      const right = known.get(formatAddress(from)) ?? hex(id);
      known.set(formatAddress(from), right);
      if (right !== hex(id)) socket.send(alert, from);
    });
    return proceed(socket, settings);
  };
}
