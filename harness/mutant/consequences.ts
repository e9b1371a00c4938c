import type { DtlsSocketEvent, DtlsSocketSettings } from '../dtls/endpoint/dtls-socket.ts';
import type { SecureSocket, SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';
import type { Address } from '../transport/datagram.ts';
import { listeningThrough } from './raw-datagrams.ts';

/** Something that happens in the associations of a peer, or before there is one. */
export type Sign = (told: DtlsSocketEvent) => boolean;

/** A handshake has failed, or a record came that cannot be opened with the keys of its sender. */
export const isRefusal: Sign = told =>
  told.kind === 'association' && (told.event.kind === 'failed' || outcomeOf(told) === 'bad-mac');

/** A record came, or a hello where there is an association, that is of no use in it. */
export const isOfNoUse: Sign = told => {
  const outcome = outcomeOf(told);
  return told.kind === 'challenged' || (outcome !== null && outcome !== 'taken' && outcome !== 'kept');
};

export const isData: Sign = told => told.kind === 'association' && told.event.kind === 'application-data';

function outcomeOf(told: DtlsSocketEvent): string | null {
  return told.kind === 'association' && told.event.kind === 'record-received' ? told.event.outcome : null;
}

/** A peer that hears nobody any more once such a thing has happened. Stateful. */
export function deafOnce(sign: Sign): SecureSocketHook {
  let isDeaf = false;
  return (socket, settings, proceed) =>
    proceed(
      listeningThrough(socket, datagram => (isDeaf ? null : datagram)),
      noticing(settings, told => {
        isDeaf ||= sign(told);
      }),
    );
}

/** A peer that hears nobody any more once such a datagram has come. Stateful. */
export function deafOnceHeard(test: (bytes: Uint8Array) => boolean): SecureSocketHook {
  let isDeaf = false;
  return (socket, settings, proceed) => {
    const heard = listeningThrough(socket, datagram => {
      isDeaf ||= test(datagram.bytes);
      return isDeaf ? null : datagram;
    });
    return proceed(heard, settings);
  };
}

/** A peer that answers such a thing with a Reset in the clear. */
export function complainingInTheClear(sign: Sign): SecureSocketHook {
  return (socket, settings, proceed) =>
    proceed(
      socket,
      noticing(settings, told => {
        if (sign(told) && 'peer' in told) socket.send(Uint8Array.of(0x70, 0, 0, 0), told.peer);
      }),
    );
}

/** What becomes of an association. `forgotten`: without a word; `ended`: with a goodbye; `renewed`: another one takes its place. */
export type End = 'forgotten' | 'ended' | 'renewed';

/** A peer whose association ends as soon as such a thing has happened. */
export function endingOnce(sign: Sign, end: End): SecureSocketHook {
  return (socket, settings, proceed) => {
    const made: SecureSocket = proceed(
      socket,
      noticing(settings, told => {
        if (sign(told) && 'peer' in told) endSoon(made, told.peer, end);
      }),
    );
    return made;
  };
}

/** A peer whose association ends as soon as such a datagram has come. */
export function endingOnceHeard(test: (bytes: Uint8Array) => boolean, end: End): SecureSocketHook {
  return (socket, settings, proceed) => {
    const made = proceed(socket, settings);
    socket.onDatagram(({ bytes, from }) => {
      if (test(bytes)) endSoon(made, from, end);
    });
    return made;
  };
}

/** Once what has just come has been dealt with. */
function endSoon(socket: SecureSocket, peer: Address, end: End): void {
  queueMicrotask(() => {
    if (socket.agreementWith(peer) === null) return;
    if (end === 'forgotten') socket.abandon(peer);
    else socket.disconnect(peer);
    if (end === 'renewed') void socket.handshake(peer);
  });
}

function noticing(settings: DtlsSocketSettings, notice: (told: DtlsSocketEvent) => void): DtlsSocketSettings {
  return {
    ...settings,
    events: told => {
      settings.events?.(told);
      notice(told);
    },
  };
}
