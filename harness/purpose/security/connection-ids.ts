import type { AssociationHooks } from '../../dtls/association/hooks.ts';
import type { Agreement } from '../../dtls/association/session.ts';
import type { RecordChoice } from '../../dtls/misbehaviour/records.ts';

/** What the peer wants to see in records; null where it wants no connection id (RFC 9146 §3). */
export function connectionIdOf(agreement: Agreement | null): Uint8Array | null {
  const id = agreement?.connectionIds?.peer;
  return id === undefined || id.length === 0 ? null : id;
}

/** Records that do not leave: sealed and never sent, for somebody to send later, from elsewhere or changed. */
export function keepBack(choice: RecordChoice): AssociationHooks & { readonly kept: readonly Uint8Array[] } {
  const kept: Uint8Array[] = [];
  return {
    kept,
    sealedOut: ({ bytes, draft }) => {
      if (!choice(draft)) return [bytes];
      kept.push(bytes.slice());
      return [];
    },
  };
}
