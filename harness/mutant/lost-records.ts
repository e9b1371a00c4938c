import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { decodeDatagram } from '../dtls/record/record-codec.ts';
import type { WireRecord } from '../dtls/record/record-header.ts';

/** Number of a datagram that came, from 0, and the records in it. */
export type DatagramTest = (records: readonly WireRecord[], nth: number) => boolean;

/** A peer that does not hear some datagrams. */
export function deafTo(test: DatagramTest): SecureSocketHook {
  return (socket, settings, proceed) => {
    let nth = 0;
    return proceed(
      {
        address: socket.address,
        send: (bytes, to) => socket.send(bytes, to),
        close: () => socket.close(),
        onDatagram: listener =>
          socket.onDatagram(datagram => {
            if (!test(decodeDatagram(datagram.bytes, 0).records, nth++)) listener(datagram);
          }),
      },
      settings,
    );
  };
}

/** Whether a record begins with a piece of a handshake message that is not whole. */
export function isPiece({ type, epoch, fragment }: WireRecord): boolean {
  if (type !== HANDSHAKE || epoch !== 0 || fragment.length < FRAGMENT_HEADER) return false;
  const view = Buffer.from(fragment);
  return view.readUIntBE(1, 3) !== view.readUIntBE(9, 3);
}

/** Message sequence of the handshake message that a record of the first epoch begins with; null for any other record. */
export function messageSequenceOf({ type, epoch, fragment }: WireRecord): number | null {
  if (type !== HANDSHAKE || epoch !== 0 || fragment.length < FRAGMENT_HEADER) return null;
  return Buffer.from(fragment).readUInt16BE(4);
}

const HANDSHAKE = 22;
const FRAGMENT_HEADER = 12;
