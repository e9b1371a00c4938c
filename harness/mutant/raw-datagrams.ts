import { concat } from '../dtls/bytes/write.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { decodeFragments, encodeFragment } from '../dtls/handshake/fragment-codec.ts';
import { decodeHandshake, encodeHandshake } from '../dtls/handshake/handshake-codec.ts';
import type { ClientHello, ServerHello } from '../dtls/handshake/handshake-message.ts';
import { decodeDatagram, encodeRecord } from '../dtls/record/record-codec.ts';
import { ContentType } from '../dtls/registry.ts';
import type { Datagram, DatagramSocket } from '../transport/datagram.ts';

/** A peer that takes every hello for another one. Hashes differ then: no handshake ends well whose hello is changed. */
export function misreadingHellos(change: (hello: ClientHello) => ClientHello): SecureSocketHook {
  return misreading('client-hello', change);
}

/** A device that takes every ServerHello for another one; the same holds of its handshakes. */
export function misreadingAnswers(change: (answer: ServerHello) => ServerHello): SecureSocketHook {
  return misreading('server-hello', change);
}

type Hello = ClientHello | ServerHello;

function misreading<Kind extends Hello['kind']>(
  kind: Kind,
  change: (hello: Extract<Hello, { readonly kind: Kind }>) => Hello,
): SecureSocketHook {
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram => ({ ...datagram, bytes: withHello(datagram.bytes, kind, change) })),
      settings,
    );
}

/** The same socket, whose datagrams are other ones than have come; null for none. */
export function listeningThrough(
  socket: DatagramSocket,
  change: (datagram: Datagram) => Datagram | null,
): DatagramSocket {
  return {
    address: socket.address,
    send: (bytes, to) => socket.send(bytes, to),
    close: () => socket.close(),
    onDatagram: listener =>
      socket.onDatagram(datagram => {
        const heard = change(datagram);
        if (heard !== null) listener(heard);
      }),
  };
}

/** With every whole hello of that kind in it changed; everything else as it came. */
function withHello<Kind extends Hello['kind']>(
  datagram: Uint8Array,
  kind: Kind,
  change: (hello: Extract<Hello, { readonly kind: Kind }>) => Hello,
): Uint8Array {
  const { records } = decodeDatagram(datagram, 0);
  const changed = records.map(record => {
    if (record.type !== ContentType.handshake || record.epoch !== 0) return encodeRecord(record);
    const fragments = decodeFragments(record.fragment).fragments.map(fragment => {
      if (fragment.part.length !== fragment.length) return encodeFragment(fragment);
      const body = { type: fragment.type, body: fragment.part };
      const { message } = decodeHandshake(body, { method: 'psk', certificate: 'x509' });
      if (message?.kind !== kind) return encodeFragment(fragment);
      const { body: part } = encodeHandshake(change(message as Extract<Hello, { readonly kind: Kind }>));
      return encodeFragment({ ...fragment, length: part.length, part });
    });
    return encodeRecord({ ...record, fragment: concat(...fragments) });
  });
  return records.length === 0 ? datagram : concat(...changed);
}

/** A peer that never says why it does not go on: fatal alerts in the clear do not leave it (RFC 6347 §4.1.2.7). */
export const silentOnFailure: SecureSocketHook = (socket, settings, proceed) =>
  proceed(
    {
      address: socket.address,
      close: () => socket.close(),
      onDatagram: listener => socket.onDatagram(listener),
      send: (bytes, to) => (bytes[0] === ContentType.alert ? undefined : socket.send(bytes, to)),
    },
    settings,
  );
