import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';

/** Object 2: its instances come and go with what they are about (access/access-keeper.ts); a single server needs none. */
export const accessControl: DeviceObject = {
  id: 2,
  instances: () => new Map(),
  /** A list can be written where none was given. */
  adopt: (_, definition, __, given) => new Map([...newInstance(definition, { 2: null }), ...given]),
};
