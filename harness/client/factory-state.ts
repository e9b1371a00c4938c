import type { ObjectDefinition, ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import { inRange } from '../lwm2m/model/range.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { type Value, valueFits } from '../lwm2m/value.ts';
import { type Content, DataModel, type Execution, type InstanceState, type Storing } from './data-model.ts';
import { sampleInstance } from './sample-instance.ts';

/** A server account as provisioned at the factory. */
export interface Account {
  readonly serverUri: string;
  readonly shortServerId: number;
  /** Seconds. */
  readonly lifetime: number;
  readonly binding: string;
}

/** What the executable resources do; the data model itself only knows that they exist. */
export interface DeviceActions {
  readonly disable: Execution;
  readonly registrationUpdate: Execution;
  readonly reboot: Execution;
  readonly factoryReset: Execution;
  readonly resetErrorCode: Execution;
}

type Initial = readonly (readonly [number, Value | ReadonlyMap<number, Value> | Execution | null])[];

const NO_SECURITY = 3n;

/**
 * The object tree of the reference device as it leaves the factory: objects 0, 1, 3 and a temperature sensor (3303), and
 * what object files describe: one instance of each of `objects`, with every resource.
 */
export function factoryState(
  account: Account,
  objects: readonly ObjectDefinition[],
  actions: DeviceActions,
  storing?: Storing,
): DataModel {
  const model = new DataModel(storing);
  addInstance(model, 0, 0, [
    [0, account.serverUri],
    [1, false],
    [2, NO_SECURITY],
    [3, new Uint8Array(0)],
    [4, new Uint8Array(0)],
    [5, new Uint8Array(0)],
    [10, BigInt(account.shortServerId)],
  ]);
  addInstance(model, 1, 0, [
    [0, BigInt(account.shortServerId)],
    [1, BigInt(account.lifetime)],
    [2, 0n],
    [3, 0n],
    [4, actions.disable],
    [5, 86_400n],
    [6, true],
    [7, account.binding],
    [8, actions.registrationUpdate],
  ]);
  addInstance(model, 3, 0, [
    [0, 'Touchstone'],
    [1, 'Reference Client'],
    [2, 'TS-0001'],
    [3, '1.0.0'],
    [4, actions.reboot],
    [5, actions.factoryReset],
    [
      6,
      new Map<number, Value>([
        [0, 1n],
        [1, 5n],
      ]),
    ],
    [
      7,
      new Map<number, Value>([
        [0, 3800n],
        [1, 5000n],
      ]),
    ],
    [
      8,
      new Map<number, Value>([
        [0, 125n],
        [1, 900n],
      ]),
    ],
    [9, 100n],
    [10, 15n],
    [11, new Map<number, Value>([[0, 0n]])],
    [12, actions.resetErrorCode],
    [13, 1_367_491_215n],
    [14, '+02:00'],
    [15, 'Europe/Berlin'],
    [16, 'U'],
  ]);
  addInstance(model, 3303, 0, [
    [5700, 21.5],
    [5701, 'Cel'],
  ]);
  for (const definition of objects) describe(model, definition);
  return model;
}

/** Makes an object what a file says of it; values that the device has already and that still fit are kept. */
function describe(model: DataModel, definition: ObjectDefinition): void {
  const known = model.objects.get(definition.id)?.instances ?? new Map<number, InstanceState>();
  const state = model.addObject(definition);
  for (const id of known.size === 0 ? [0] : known.keys()) {
    const instance = sampleInstance(definition);
    for (const [resource, { content, execute }] of known.get(id) ?? []) {
      const described = instance.get(resource)?.definition;
      if (described === undefined) continue;
      const fits = content === null ? described.operations === 'E' : holds(described, content);
      if (fits) instance.set(resource, { definition: described, content, execute });
    }
    state.instances.set(id, instance);
  }
}

function holds({ type, range, multiple }: ResourceDefinition, content: Content): boolean {
  if (multiple !== 'multiple' in content) return false;
  const values = 'single' in content ? [content.single] : [...content.multiple.values()];
  return values.every(value => valueFits(type, value) && inRange(range, value));
}

/** Adds an instance with the resources given; null makes a resource that exists without a value. */
export function addInstance(
  model: DataModel,
  object: number,
  instance: number,
  initial: Initial,
): InstanceState {
  const definition = definitionOf(object);
  if (definition === undefined) throw new RangeError(`no definition of object ${object}`);
  const state = model.objects.get(object) ?? model.addObject(definition);
  const resources: InstanceState = new Map();
  for (const [id, given] of initial) {
    resources.set(id, { definition: resourceOf(definition, id), ...contentOf(given) });
  }
  state.instances.set(instance, resources);
  return resources;
}

function contentOf(given: Initial[number][1]): { content: Content | null; execute: Execution | null } {
  if (typeof given === 'function') return { content: null, execute: given };
  if (given === null) return { content: null, execute: null };
  return { content: given instanceof Map ? { multiple: given } : { single: given as Value }, execute: null };
}

function resourceOf(definition: ObjectDefinition, id: number): ResourceDefinition {
  const resource = definition.resources.find(candidate => candidate.id === id);
  if (resource === undefined) throw new RangeError(`object ${definition.id} has no resource ${id}`);
  return resource;
}
