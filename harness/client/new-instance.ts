import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { ObjectDefinition, ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import type { Value } from '../lwm2m/value.ts';
import type { Content, Execution, InstanceState, ResourceState, WriteReaction } from './resource-state.ts';

/** What a resource is made with: its value or values, what it does, or null for one that has no value yet. */
export type Initial = Value | ReadonlyMap<number, Value> | Initiated | null;

/** A resource that does something. */
export interface Initiated {
  readonly content?: Content | null;
  /** Makes the value whenever it is asked for, in place of `content`. */
  readonly current?: () => Content | null;
  /** Takes what is stored where the value is made; absent: it is gone, and `onWrite` is where it leaves a trace. */
  readonly takes?: (content: Content) => void;
  readonly execution?: Execution;
  readonly onWrite?: WriteReaction;
}

/** By resource id. */
export type InitialResources = Readonly<Record<number, Initial>>;

/** An instance of an object with the resources given. @throws HarnessBugError for a resource that the object does not have. */
export function newInstance(definition: ObjectDefinition, resources: InitialResources): InstanceState {
  const known = resourcesOf(definition);
  const state: InstanceState = new Map();
  for (const key in resources) {
    const id = Number(key);
    state.set(id, stateOf(known.get(id) ?? unknownResource(definition, id), resources[id] ?? null));
  }
  return state;
}

function stateOf(definition: ResourceDefinition, initial: Initial): ResourceState {
  if (!isInitiated(initial)) return { definition, content: contentOf(initial), execution: null };
  const { content = null, current, takes, execution = null, onWrite } = initial;
  const state: ResourceState = {
    ...{ definition, content, execution },
    ...(onWrite === undefined ? {} : { onWrite }),
  };
  return current === undefined ? state : withCurrent(state, current, takes);
}

function withCurrent(
  state: ResourceState,
  current: () => Content | null,
  takes: (content: Content) => void = () => {},
): ResourceState {
  return {
    ...state,
    get content() {
      return current();
    },
    set content(content) {
      // Nothing that is made when it is asked for is ever set to nothing.
      if (content !== null) takes(content);
    },
  };
}

function contentOf(initial: Value | ReadonlyMap<number, Value> | null): Content | null {
  if (initial === null) return null;
  return initial instanceof Map ? { multiple: initial } : { single: initial as Value };
}

const INITIATED: ReadonlySet<string> = new Set(['content', 'current', 'takes', 'execution', 'onWrite']);

function isInitiated(initial: Initial): initial is Initiated {
  if (typeof initial !== 'object' || initial === null || initial instanceof Map) return false;
  if (initial instanceof Uint8Array) return false;
  for (const key in initial) if (!INITIATED.has(key)) return false;
  return true;
}

/** By definition: thousands of devices are made of a few of them. */
const byId = new WeakMap<ObjectDefinition, ReadonlyMap<number, ResourceDefinition>>();

function resourcesOf(definition: ObjectDefinition): ReadonlyMap<number, ResourceDefinition> {
  const known = byId.get(definition);
  if (known !== undefined) return known;
  const resources = new Map(definition.resources.map(resource => [resource.id, resource]));
  byId.set(definition, resources);
  return resources;
}

function unknownResource(definition: ObjectDefinition, id: number): never {
  throw new HarnessBugError('client.resource', `object ${definition.id} has no resource ${id}`, {
    hint: 'correct the object of the reference client that names it',
  });
}
