import type { Value } from '../../lwm2m/value.ts';
import { integerAt } from '../data-model.ts';
import type { Device, DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

const AUTOMATIC = 0n;
/** What object 13 prefers, and the bearer of object 4 that it comes to. */
const BEARERS: ReadonlyMap<Value, bigint> = new Map([
  [1n, 6n],
  [4n, 6n],
  [7n, 21n],
]);

/** Object 13: which bearer and which network the device is to use (LwM2M Bearer Selection 1.1). */
export const bearerSelection: DeviceObject = {
  id: 13,
  instances(device, definition) {
    const resources = {
      0: {
        content: { multiple: new Map<number, Value>([[0, AUTOMATIC]]) },
        onWrite: { wrote: (content: Content) => choose(device, content) },
      },
      1: -104n,
      2: -115n,
      3: -120n,
      5: '',
      6: '26201,26202',
      7: false,
      8: '26201,26202,26203',
      11: 30n,
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};

/** The first of those preferred that there is; where there is none of them, or no preference, all stays as it is. */
function choose(device: Device, preferred: Content): void {
  const available = device.model.resource(4, 0, 1)?.content;
  if (!('multiple' in preferred) || !available || !('multiple' in available)) return;
  const there = new Set(available.multiple.values());
  const inOrder = [...preferred.multiple].sort(([a], [b]) => a - b).map(([, value]) => value);
  const bearer = inOrder
    .map(value => (value === AUTOMATIC ? current(device) : BEARERS.get(value)))
    .find(each => each !== undefined && there.has(each));
  if (bearer !== undefined && bearer !== current(device)) device.useBearer(bearer);
}

function current({ model }: Device): bigint {
  return BigInt(integerAt(model, [4, 0, 0]));
}
