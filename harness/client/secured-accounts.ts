import type { Clock } from '../clock/clock.ts';
import type { DtlsSocketSettings } from '../dtls/endpoint/dtls-socket.ts';
import { parseCoapUri } from '../transport/coap-uri.ts';
import { type Address, sameAddress } from '../transport/datagram.ts';
import type { Random } from '../transport/random.ts';
import { credentialsOf } from './credentials.ts';
import { type DataModel, stringAt } from './data-model.ts';
import type { TrustBasis } from './server-trust.ts';

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * A device speaks DTLS with the servers of its secured accounts, as object 0 has them at that moment, and in the clear with all
 * others: what is no account of it is refused above.
 */
export function securedByAccounts(
  { clock, random }: Surroundings,
  model: () => DataModel,
  basis: TrustBasis,
): Pick<DtlsSocketSettings, 'client' | 'isPlain'> {
  return {
    client: peer => {
      const instance = securedInstance(model(), peer);
      const credentials = instance === null ? null : credentialsOf(model(), instance, peer.host, basis);
      if (instance === null || credentials === null) return null;
      const serverName = stringAt(model(), [0, instance, 14]);
      return {
        ...{ clock, random: length => random.bytes(length), credentials },
        ...(serverName === null ? {} : { serverName }),
      };
    },
    isPlain: peer => securedInstance(model(), peer) === null,
  };
}

/** Of the Security object. */
function securedInstance(model: DataModel, peer: Address): number | null {
  for (const id of model.objects.get(0)?.instances.keys() ?? []) {
    const origin = parseCoapUri(stringAt(model, [0, id, 0]) ?? '');
    if (origin?.scheme === 'coaps' && sameAddress(origin, peer)) return id;
  }
  return null;
}
