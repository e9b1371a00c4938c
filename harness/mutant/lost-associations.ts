import type { AssociationHooks } from '../dtls/association/hooks.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import { decodeDatagram } from '../dtls/record/record-codec.ts';
import { ContentType, HandshakeType } from '../dtls/registry.ts';
import { steered } from './secure-socket.ts';

const RECORD_HEADER = 13;
/** Less than a second, and no second attempt, where RFC 6347 §4.2.4.1 has a flight sent again. */
const IMPATIENT = { initial: 900, longest: 900, most: 0 } as const;

/** A peer that forgets its association with whoever sends such a datagram. */
export function dyingOf(test: (bytes: Uint8Array) => boolean): SecureSocketHook {
  return abandoning((bytes, isAssociated) => isAssociated && test(bytes));
}

/**
 * A peer that forgets whoever sends it a flight of the first epoch twice, associated or not; a hello may come twice, because nothing
 * is kept of it. Stateful.
 */
export function dyingOfDuplicates(): SecureSocketHook {
  const seen = new Set<string>();
  return abandoning(bytes => {
    if (bytes[4] !== 0 || bytes[RECORD_HEADER] === HandshakeType.clientHello) return false;
    const text = Buffer.from(bytes.subarray(RECORD_HEADER)).toString('hex');
    const isDuplicate = seen.has(text);
    seen.add(text);
    return isDuplicate;
  });
}

/** A peer that gives a handshake up when there is no answer at once. */
export const withoutPatience = steered({
  client: usual => ({ ...usual, retransmission: IMPATIENT }),
  server: usual => ({ ...usual, retransmission: IMPATIENT }),
});

/** Sends its last flight, the one with its ChangeCipherSpec, once, and does not repeat it (RFC 6347 §4.2.4). */
export const sendingLastFlightOnce: AssociationHooks = {
  flightOut: (datagrams, attempt) => {
    const isLast = datagrams.some(bytes =>
      decodeDatagram(bytes, 0).records.some(({ type }) => type === ContentType.changeCipherSpec),
    );
    return attempt > 0 && isLast ? [] : datagrams.map(bytes => ({ bytes, after: 0 }));
  },
};

function abandoning(test: (bytes: Uint8Array, isAssociated: boolean) => boolean): SecureSocketHook {
  return (socket, settings, proceed) => {
    const secured = proceed(socket, settings);
    socket.onDatagram(({ bytes, from }) => {
      if (test(bytes, secured.agreementWith(from) !== null)) secured.abandon(from);
    });
    return secured;
  };
}
