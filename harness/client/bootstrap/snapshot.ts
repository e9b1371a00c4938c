import type { DataModel } from '../data-model.ts';
import type { InstanceState } from '../resource-state.ts';

/** The instances of a device at one time, by object. */
export type Snapshot = ReadonlyMap<number, ReadonlyMap<number, InstanceState>>;

/** Values that are overwritten later do not change what was taken. */
export function snapshotOf(model: DataModel): Snapshot {
  return new Map(
    [...model.objects].map(([object, { instances }]) => [
      object,
      new Map([...instances].map(([id, state]) => [id, new Map(state)])),
    ]),
  );
}

/** What a bootstrap adds, removes and replaces are whole instances: their states are as they were. */
export function restore(model: DataModel, snapshot: Snapshot): void {
  for (const [object, { instances }] of model.objects) {
    const before = snapshot.get(object) ?? new Map<number, InstanceState>();
    for (const id of [...instances.keys()]) if (!before.has(id)) model.removeInstance(object, id);
    for (const [id, state] of before) {
      if (instances.get(id) !== state) model.addInstance(object, id, new Map(state));
    }
  }
}
