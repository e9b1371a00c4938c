import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

const NO_SECURITY = 3n;
const NO_KEY = new Uint8Array(0);

/** Object 0: one instance for each account, and the last for the bootstrap server where there is one (TS 1.0 E.1). */
export const security: DeviceObject = {
  id: 0,
  instances({ configuration: { accounts, bootstrap } }, definition) {
    const without = { 2: NO_SECURITY, 3: NO_KEY, 4: NO_KEY, 5: NO_KEY };
    const instances = accounts.map(({ serverUri, shortServerId }) =>
      newInstance(definition, { 0: serverUri, 1: false, ...without, 10: BigInt(shortServerId) }),
    );
    if (bootstrap !== undefined) {
      const { serverUri, holdOff = 0 } = bootstrap;
      instances.push(newInstance(definition, { 0: serverUri, 1: true, ...without, 11: BigInt(holdOff) }));
    }
    return new Map(instances.entries());
  },
};
