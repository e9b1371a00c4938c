import type { AssociationHooks } from '../../dtls/association/hooks.ts';

/** Hooks that do what the current ones do, whichever these are at the time. */
export function delegating(current: () => AssociationHooks): AssociationHooks {
  return {
    messageOut: draft => current().messageOut?.(draft) ?? [draft],
    messageIn: message => current().messageIn?.(message) ?? message,
    recordOut: draft => current().recordOut?.(draft) ?? [draft],
    sealedOut: sealed => current().sealedOut?.(sealed) ?? [sealed.bytes],
    flightOut: (datagrams, attempt) =>
      current().flightOut?.(datagrams, attempt) ?? datagrams.map(bytes => ({ bytes, after: 0 })),
    recordIn: (record, proceed) => current().recordIn?.(record, proceed) ?? proceed(record),
    freshness: (record, proceed) => current().freshness?.(record, proceed) ?? proceed(),
    proof: (of, proceed) => current().proof?.(of, proceed) ?? proceed(),
    omissible: due => current().omissible?.(due) ?? false,
    get fragmentSize() {
      return current().fragmentSize as number;
    },
    get coalesce() {
      return current().coalesce ?? true;
    },
  };
}
