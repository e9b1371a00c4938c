import type { AssociationHooks } from '../association/hooks.ts';
import { decodeHandshake, encodeHandshake, type HandshakeBody } from '../handshake/handshake-codec.ts';
import type { HandshakeMessage, HandshakeReading } from '../handshake/handshake-message.ts';

/** What Finished and signatures say of a message that was changed, left out or put in. */
export type Account =
  /** What was sent: the lie is consistent, and only the peer's own rules can find it. */
  | 'as-sent'
  /** What should have been sent: the lie shows in the peer's hash. */
  | 'as-due';

type Kind = HandshakeMessage['kind'];
type OfKind<K extends Kind> = Extract<HandshakeMessage, { readonly kind: K }>;

const READINGS: readonly HandshakeReading[] = [
  { method: 'psk', certificate: 'x509' },
  { method: 'ecdhe', certificate: 'x509' },
  { method: 'ecdhe', certificate: 'raw-public-key' },
  { method: 'psk', certificate: 'raw-public-key' },
];

/** Sends another message of the kind in place of each. Which way a message is read does not show in it: the first that fits. */
export function changeMessage<K extends Kind>(
  kind: K,
  change: (message: OfKind<K>) => HandshakeMessage,
  account: Account = 'as-sent',
): AssociationHooks {
  return {
    messageOut: draft => {
      const message = readAs(kind, draft);
      if (message === null) return [draft];
      const changed = encodeHandshake(change(message));
      return [{ ...changed, transcript: account === 'as-sent' ? changed : draft.transcript }];
    },
  };
}

/** Sends other bytes in the place of a message, for what is no message at all. */
export function changeBody(
  kind: Kind,
  change: (body: Uint8Array) => Uint8Array,
  account: Account = 'as-sent',
): AssociationHooks {
  return {
    messageOut: draft => {
      if (readAs(kind, draft) === null) return [draft];
      const changed = { type: draft.type, body: change(draft.body) };
      return [{ ...changed, transcript: account === 'as-sent' ? changed : draft.transcript }];
    },
  };
}

/** Leaves a message out. Told as due it is in the hash all the same, under a number that the next message bears too. */
export function omitMessage(kind: Kind): AssociationHooks {
  return { messageOut: draft => (readAs(kind, draft) === null ? [draft] : []) };
}

/** Puts a message in front of another one. */
export function insertBefore(
  kind: Kind,
  inserted: HandshakeMessage,
  account: Account = 'as-sent',
): AssociationHooks {
  return {
    messageOut: draft => {
      if (readAs(kind, draft) === null) return [draft];
      const extra = encodeHandshake(inserted);
      return [{ ...extra, transcript: account === 'as-sent' ? extra : null }, draft];
    },
  };
}

/** Sends every message of a kind twice, each with a number of its own. */
export function repeatMessage(kind: Kind): AssociationHooks {
  return { messageOut: draft => (readAs(kind, draft) === null ? [draft] : [draft, draft]) };
}

function readAs<K extends Kind>(kind: K, body: HandshakeBody): OfKind<K> | null {
  for (const reading of READINGS) {
    const { message, deviations } = decodeHandshake(body, reading);
    if (message !== null && deviations.length === 0)
      return message.kind === kind ? (message as OfKind<K>) : null;
  }
  return null;
}
