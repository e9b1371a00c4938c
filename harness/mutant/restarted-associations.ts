import type { AssociationHooks } from '../dtls/association/hooks.ts';
import { withHandshakes } from '../dtls/endpoint/changed-settings.ts';
import type { SecureSocketHook } from '../dtls/endpoint/secure-socket.ts';

/**
 * A peer that keeps an association which it is to leave. `abandon`: because the other side may know it no more; `forget`: because the
 * keys that it was made with have been replaced.
 */
export function keepingAssociations(instead: 'abandon' | 'forget'): SecureSocketHook {
  return (socket, settings, proceed) => Object.assign(proceed(socket, settings), { [instead]: () => {} });
}

/** A device that leaves its associations when it has been bootstrapped anew, and offers their sessions again. */
export const offeringOldSessions: SecureSocketHook = (socket, settings, proceed) => {
  const secured = proceed(socket, settings);
  return Object.assign(secured, { forget: peer => secured.abandon(peer) } satisfies Partial<typeof secured>);
};

/** A device that keeps its associations over a restart, and gives each record after it the number of its first one. Stateful. */
export function repeatingNumbersAfterRestart(): SecureSocketHook {
  let restarted = false;
  const hooks: AssociationHooks = {
    recordOut: draft => [restarted ? { ...draft, sequence: 0 } : draft],
  };
  return (socket, settings, proceed) =>
    Object.assign(proceed(socket, withHandshakes(settings, { client: usual => ({ ...usual, hooks }) })), {
      forgetAll: () => {
        restarted = true;
      },
    });
}
