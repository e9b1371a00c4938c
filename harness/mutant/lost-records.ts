import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { decodeDatagram } from '../dtls/record/record-codec.ts';
import type { WireRecord } from '../dtls/record/record-header.ts';
import { ContentType } from '../dtls/registry.ts';
import { listeningThrough } from './raw-datagrams.ts';

const FRAGMENT_HEADER = 12;

/** A peer that does not hear some datagrams, by the records in them. */
export function deafTo(test: (records: readonly WireRecord[]) => boolean): SecureSocketHook {
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram =>
        test(decodeDatagram(datagram.bytes, settings.connectionIdLength ?? 0).records) ? null : datagram,
      ),
      settings,
    );
}

/** Whether a record begins with a piece of a handshake message that is not whole. */
export function isPiece(record: WireRecord): boolean {
  if (!isMessage(record)) return false;
  const view = Buffer.from(record.fragment);
  return view.readUIntBE(1, 3) !== view.readUIntBE(9, 3);
}

/** A peer that hears nothing any more once a message of a handshake has come before the one in front of it. Stateful. */
export function confusedByOrder(): SecureSocketHook {
  let [last, confused] = [-1, false];
  return deafTo(records => {
    const numbers = records.filter(isMessage).map(({ fragment }) => Buffer.from(fragment).readUInt16BE(4));
    confused ||= numbers.some(number => number > last + 1);
    last = Math.max(last, ...numbers);
    return confused;
  });
}

/** Whether a record begins with a message of a handshake, or a piece of one, in the first epoch. */
function isMessage({ type, epoch, fragment }: WireRecord): boolean {
  return type === ContentType.handshake && epoch === 0 && fragment.length >= FRAGMENT_HEADER;
}
