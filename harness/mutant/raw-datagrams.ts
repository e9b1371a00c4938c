import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { decodeFragments, encodeFragment } from '../dtls/handshake/fragment-codec.ts';
import { decodeHandshake, encodeHandshake } from '../dtls/handshake/handshake-codec.ts';
import type { ClientHello } from '../dtls/handshake/handshake-message.ts';
import { decodeDatagram, encodeRecord } from '../dtls/record/record-codec.ts';
import { ContentType } from '../dtls/registry.ts';
import type { Datagram, DatagramSocket } from '../transport/datagram.ts';

/** A peer that takes every hello for another one. Hashes differ then: no handshake ends well whose hello is changed. */
export function misreadingHellos(change: (hello: ClientHello) => ClientHello): SecureSocketHook {
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram => ({ ...datagram, bytes: withHello(datagram.bytes, change) })),
      settings,
    );
}

/** The same socket, whose datagrams are other ones than have come. */
export function listeningThrough(
  socket: DatagramSocket,
  change: (datagram: Datagram) => Datagram,
): DatagramSocket {
  return {
    address: socket.address,
    send: (bytes, to) => socket.send(bytes, to),
    close: () => socket.close(),
    onDatagram: listener => socket.onDatagram(datagram => listener(change(datagram))),
  };
}

function withHello(datagram: Uint8Array, change: (hello: ClientHello) => ClientHello): Uint8Array {
  const [record] = decodeDatagram(datagram, 0).records;
  if (record?.type !== ContentType.handshake || record.epoch !== 0) return datagram;
  const [fragment] = decodeFragments(record.fragment).fragments;
  if (fragment === undefined || fragment.part.length !== fragment.length) return datagram;
  const body = { type: fragment.type, body: fragment.part };
  const { message } = decodeHandshake(body, { method: 'psk', certificate: 'x509' });
  if (message?.kind !== 'client-hello') return datagram;
  const { body: part } = encodeHandshake(change(message));
  return encodeRecord({ ...record, fragment: encodeFragment({ ...fragment, length: part.length, part }) });
}
