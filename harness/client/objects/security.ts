import { type AccountSecurity, securityResources } from '../../lwm2m/account-security.ts';
import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

/** Object 0: one instance for each account, and the last for the bootstrap server where there is one (TS 1.0 E.1). */
export const security: DeviceObject = {
  id: 0,
  instances({ configuration: { accounts, bootstrap } }, definition) {
    const instances = accounts.map(({ serverUri, shortServerId, security }) =>
      newInstance(definition, { 0: serverUri, 1: false, ...keys(security), 10: BigInt(shortServerId) }),
    );
    if (bootstrap !== undefined) {
      const { serverUri, holdOff = 0, security } = bootstrap;
      instances.push(
        newInstance(definition, { 0: serverUri, 1: true, ...keys(security), 11: BigInt(holdOff) }),
      );
    }
    return new Map(instances.entries());
  },
};

function keys(security: AccountSecurity = 'nosec') {
  const { mode, own, server, secret } = securityResources(security);
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  return { 2: BigInt(mode), 3: bytes(own), 4: bytes(server), 5: bytes(secret) };
}
