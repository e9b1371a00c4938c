import type { ObjectDefinition, ResourceDefinition } from '../lwm2m/model/object-definition.ts';
import type { InstanceNode, ResourceNode } from '../lwm2m/node.ts';
import { sameValue, type Value } from '../lwm2m/value.ts';

/** What a resource holds: one value, or values by resource instance id. */
export type Content = { readonly single: Value } | { readonly multiple: ReadonlyMap<number, Value> };

/** Runs when the resource is executed; `argument` is the text/plain payload, null without one. */
export type Execution = (argument: string | null) => void;

export interface ResourceState {
  readonly definition: ResourceDefinition;
  content: Content | null;
  readonly execute: Execution | null;
}

export type InstanceState = Map<number, ResourceState>;

export interface ObjectState {
  readonly definition: ObjectDefinition;
  readonly instances: Map<number, InstanceState>;
}

/** Gives what is stored in place of new content, null for leaving the old. */
export type Storing = (
  path: readonly [object: number, instance: number, resource: number],
  content: Content,
  held: Content | null,
) => Content | null;

/** The object tree of a device: what exists, and its values. Rights and codes are decided elsewhere. */
export class DataModel {
  readonly objects = new Map<number, ObjectState>();
  readonly #storing: Storing;
  readonly #listeners: ((path: readonly [number, number, number]) => void)[] = [];

  constructor(storing: Storing = (_, content) => content) {
    this.#storing = storing;
  }

  addObject(definition: ObjectDefinition): ObjectState {
    const state: ObjectState = { definition, instances: new Map() };
    this.objects.set(definition.id, state);
    return state;
  }

  instance(object: number, instance: number): InstanceState | undefined {
    return this.objects.get(object)?.instances.get(instance);
  }

  resource(object: number, instance: number, resource: number): ResourceState | undefined {
    return this.instance(object, instance)?.get(resource);
  }

  /** Called after a value has changed, from whichever side. */
  onChange(listener: (path: readonly [number, number, number]) => void): void {
    this.#listeners.push(listener);
  }

  /** Sets the content of a resource that exists; the listeners hear of it when it differs. False when there is none. */
  set(object: number, instance: number, resource: number, content: Content): boolean {
    const state = this.resource(object, instance, resource);
    if (state === undefined) return false;
    const stored = this.#storing([object, instance, resource], content, state.content);
    if (stored === null || (state.content !== null && sameContent(state.content, stored))) return true;
    state.content = stored;
    for (const listener of this.#listeners) listener([object, instance, resource]);
    return true;
  }

  /** Paths for the registration: instances, or the object itself while it has none; never object 0. */
  registrationPaths(): string[] {
    return [...this.objects.values()]
      .filter(({ definition }) => definition.id !== 0)
      .flatMap(({ definition, instances }) =>
        instances.size === 0
          ? [`/${definition.id}`]
          : [...instances.keys()].map(id => `/${definition.id}/${id}`),
      );
  }
}

/** The readable resources of an instance as a tree (TS 1.0 §5.4.1: what cannot be read is skipped). */
export function readableInstance(id: number, state: InstanceState): InstanceNode {
  const resources = [...state.values()]
    .filter(({ definition, content }) => definition.operations.includes('R') && content !== null)
    .map(toResourceNode)
    .filter(node => node !== null);
  return { kind: 'instance', id, resources };
}

export function toResourceNode({ definition, content }: ResourceState): ResourceNode | null {
  if (content === null) return null;
  return 'single' in content
    ? { kind: 'single', id: definition.id, type: definition.type, value: content.single }
    : { kind: 'multiple', id: definition.id, type: definition.type, values: content.multiple };
}

/** An Integer resource as a number; 0 where there is none. */
export function integerAt(
  model: DataModel,
  [object, instance, resource]: readonly [number, number, number],
): number {
  const content = model.resource(object, instance, resource)?.content;
  return content && 'single' in content ? Number(content.single) : 0;
}

function sameContent(a: Content, b: Content): boolean {
  if ('single' in a || 'single' in b) return 'single' in a && 'single' in b && sameValue(a.single, b.single);
  if (a.multiple.size !== b.multiple.size) return false;
  return [...a.multiple].every(([id, value]) => {
    const other = b.multiple.get(id);
    return other !== undefined && sameValue(value, other);
  });
}
