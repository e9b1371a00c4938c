import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

const LARGEST = 2n ** 63n - 1n;

/** Object 3306: one actuator, which counts the seconds that it is on; a Write sets the counter (IPSO Actuation). */
export const actuation: DeviceObject = {
  id: 3306,
  instances({ clock }, definition) {
    let written = 0n;
    let before = 0;
    let onSince: number | null = null;
    const onFor = (): number => before + (onSince === null ? 0 : clock.now() - onSince);
    const counted = (): bigint => {
      const count = written + BigInt(Math.floor(onFor() / 1000));
      return count > LARGEST ? LARGEST : count;
    };
    const switched = (content: Content): void => {
      before = onFor();
      onSince = 'single' in content && content.single === true ? clock.now() : null;
    };
    const set = (content: Content): void => {
      written = 'single' in content && typeof content.single === 'bigint' ? content.single : 0n;
      before = 0;
      if (onSince !== null) onSince = clock.now();
    };
    const resources = {
      5850: { content: { single: false }, onWrite: { wrote: switched } },
      5852: { current: () => ({ single: counted() }), onWrite: { wrote: set } },
    };
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
