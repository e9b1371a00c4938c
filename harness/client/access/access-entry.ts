import { type DataModel, integerAt } from '../data-model.ts';
import { newInstance } from '../new-instance.ts';

/** R: Read, Observe, Write-Attributes · W: Write · E: Execute · D: Delete · C: Create (TS 1.0 E.3, resource 2). */
export type Right = 'R' | 'W' | 'E' | 'D' | 'C';

export const RIGHT_BITS: Readonly<Record<Right, number>> = { R: 1, W: 2, E: 4, D: 8, C: 16 };

export const ACCESS_CONTROL_OBJECT = 2;
/** In place of an object instance: the entry is about the object, and says who may create instances. */
export const OBJECT_LEVEL = 65_535;
/** In the list: holds for every server that has no rights of its own there. */
export const DEFAULT_ENTRY = 0;

/** One instance of the Access Control object (TS 1.0 E.3). */
export interface AccessEntry {
  readonly id: number;
  readonly object: number;
  readonly instance: number;
  /** Bits by Short Server ID. */
  readonly list: ReadonlyMap<number, number>;
  /** Short Server ID; 65535 where only a bootstrap server manages it. */
  readonly owner: number;
}

/** Null when there is none. */
export function entryFor(model: DataModel, object: number, instance: number): AccessEntry | null {
  for (const id of model.objects.get(ACCESS_CONTROL_OBJECT)?.instances.keys() ?? []) {
    const at = (resource: number): number => integerAt(model, [ACCESS_CONTROL_OBJECT, id, resource]);
    if (at(0) === object && at(1) === instance) return entryAt(model, id);
  }
  return null;
}

export function accessEntries(model: DataModel): readonly AccessEntry[] {
  const ids = [...(model.objects.get(ACCESS_CONTROL_OBJECT)?.instances.keys() ?? [])];
  return ids.map(id => entryAt(model, id));
}

/** Of an instance that is there. */
export function entryAt(model: DataModel, id: number): AccessEntry {
  const at = (resource: number): number => integerAt(model, [ACCESS_CONTROL_OBJECT, id, resource]);
  const content = model.resource(ACCESS_CONTROL_OBJECT, id, 2)?.content;
  const list = content && 'multiple' in content ? [...content.multiple] : [];
  return {
    ...{ id, object: at(0), instance: at(1), owner: at(3) },
    list: new Map(list.map(([server, bits]) => [server, Number(bits)])),
  };
}

/** Adds an instance under the next free id. */
export function addEntry(model: DataModel, { object, instance, list, owner }: Omit<AccessEntry, 'id'>): void {
  const state = model.objects.get(ACCESS_CONTROL_OBJECT);
  if (state === undefined) return;
  let id = 0;
  while (state.instances.has(id)) id += 1;
  const bits = new Map([...list].map(([server, value]) => [server, BigInt(value)] as const));
  model.addInstance(
    ACCESS_CONTROL_OBJECT,
    id,
    newInstance(state.definition, {
      0: BigInt(object),
      1: BigInt(instance),
      2: bits,
      3: BigInt(owner),
    }),
  );
}
