import type { DeviceObject } from '../device-object.ts';
import { newInstance } from '../new-instance.ts';
import type { Content } from '../resource-state.ts';

/** Object 3306: one actuator, which counts the seconds that it is on (IPSO Actuation). */
export const actuation: DeviceObject = {
  id: 3306,
  instances({ clock }, definition) {
    let onSince: number | null = null;
    let before = 0;
    const onFor = (): number => before + (onSince === null ? 0 : clock.now() - onSince);
    const switched = (content: Content): void => {
      const on = 'single' in content && content.single === true;
      before = onFor();
      onSince = on ? clock.now() : null;
    };
    const reset = (): void => {
      before = 0;
      if (onSince !== null) onSince = clock.now();
    };
    const resources = {
      5850: { content: { single: false }, onWrite: { wrote: switched } },
      5852: {
        current: () => ({ single: BigInt(Math.floor(onFor() / 1000)) }),
        onWrite: {
          // The counter can be set back, and to nothing else.
          refuses: (content: Content) => ('single' in content && content.single === 0n ? null : '4.00'),
          wrote: reset,
        },
      },
    } as const;
    return new Map([[0, newInstance(definition, resources)]]);
  },
};
