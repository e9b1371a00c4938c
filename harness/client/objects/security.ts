import { type AccountSecurity, matchingResources, securityResources } from '../../lwm2m/account-security.ts';
import type { ObjectDefinition } from '../../lwm2m/model/object-definition.ts';
import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

/** Object 0: one instance for each account, and the last for the bootstrap server where there is one (TS 1.0 E.1). */
export const security: DeviceObject = {
  id: 0,
  instances({ configuration: { accounts, bootstrap } }, definition) {
    const instances = accounts.map(({ serverUri, shortServerId, security }) =>
      newInstance(definition, {
        0: serverUri,
        1: false,
        ...keys(security, definition),
        10: BigInt(shortServerId),
      }),
    );
    if (bootstrap !== undefined) {
      const { serverUri, holdOff = 0, security } = bootstrap;
      instances.push(
        newInstance(definition, {
          0: serverUri,
          1: true,
          ...keys(security, definition),
          11: BigInt(holdOff),
        }),
      );
    }
    return new Map(instances.entries());
  },
};

function keys(security: AccountSecurity | undefined = 'nosec', { resources }: ObjectDefinition) {
  const { mode, own, server, secret } = securityResources(security);
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  // LwM2M 1.0 does not have these.
  const matching = Object.entries(matchingResources(security))
    .filter(([id]) => resources.some(resource => resource.id === Number(id)))
    .map(([id, value]) => [id, typeof value === 'number' ? BigInt(value) : value]);
  return {
    ...{ 2: BigInt(mode), 3: bytes(own), 4: bytes(server), 5: bytes(secret) },
    ...Object.fromEntries(matching),
  };
}
