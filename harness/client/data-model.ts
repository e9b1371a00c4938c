import type { ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import {
  type Content,
  type InstanceState,
  type ObjectState,
  type ResourceState,
  sameContent,
} from './resource-state.ts';

export type ResourceIds = readonly [object: number, instance: number, resource: number];

/** Gives what is stored in place of new content, null for leaving the old. */
export type Storing = (path: ResourceIds, content: Content, held: Content | null) => Content | null;

export interface ModelListener {
  /** A value has changed, from whichever side. */
  readonly changed?: (path: ResourceIds) => void;
  /** An instance has come or gone. */
  readonly listChanged?: (object: number, instance: number) => void;
}

/** The object tree of a device: what exists, and its values. Rights and codes are decided elsewhere. */
export class DataModel {
  readonly objects = new Map<number, ObjectState>();
  readonly #storing: Storing;
  readonly #listeners = new Set<ModelListener>();

  constructor(storing: Storing = (_, content) => content) {
    this.#storing = storing;
  }

  /** Makes an object known; its instances, if it was known already, stay. */
  addObject(definition: ObjectDefinition): ObjectState {
    const instances = this.objects.get(definition.id)?.instances ?? new Map<number, InstanceState>();
    const state: ObjectState = { definition, instances };
    this.objects.set(definition.id, state);
    return state;
  }

  /** Adds an instance of an object that is known, or replaces it. */
  addInstance(object: number, instance: number, state: InstanceState): void {
    const instances = this.objects.get(object)?.instances;
    if (instances === undefined) throw new RangeError(`there is no object ${object}`);
    instances.set(instance, state);
    this.#tellList(object, instance);
  }

  removeInstance(object: number, instance: number): void {
    if (this.objects.get(object)?.instances.delete(instance)) this.#tellList(object, instance);
  }

  instance(object: number, instance: number): InstanceState | undefined {
    return this.objects.get(object)?.instances.get(instance);
  }

  resource(object: number, instance: number, resource: number): ResourceState | undefined {
    return this.instance(object, instance)?.get(resource);
  }

  /** Until the returned function is called. */
  listen(listener: ModelListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Sets the content of a resource that exists; the listeners hear of it when it differs. False when there is none. */
  set(object: number, instance: number, resource: number, content: Content): boolean {
    const state = this.resource(object, instance, resource);
    if (state === undefined) return false;
    const stored = this.#storing([object, instance, resource], content, state.content);
    if (stored === null || (state.content !== null && sameContent(state.content, stored))) return true;
    state.content = stored;
    this.touched(object, instance, resource);
    return true;
  }

  /** From now on a resource holds what it is set to, even if its value was made when it was asked for. False when there is none. */
  hold(object: number, instance: number, resource: number): boolean {
    const state = this.resource(object, instance, resource);
    if (state === undefined) return false;
    Object.defineProperty(state, 'content', { value: state.content, writable: true, enumerable: true });
    return true;
  }

  /** Tells that a value which is made when it is asked for is another one now. */
  touched(object: number, instance: number, resource: number): void {
    for (const { changed } of [...this.#listeners]) changed?.([object, instance, resource]);
  }

  #tellList(object: number, instance: number): void {
    for (const { listChanged } of [...this.#listeners]) listChanged?.(object, instance);
  }
}

/** An Integer resource as a number; 0 where there is none. */
export function integerAt(model: DataModel, [object, instance, resource]: ResourceIds): number {
  const content = model.resource(object, instance, resource)?.content;
  return content && 'single' in content ? Number(content.single) : 0;
}

/** A String resource; null where there is none. */
export function stringAt(model: DataModel, [object, instance, resource]: ResourceIds): string | null {
  const content = model.resource(object, instance, resource)?.content;
  return content && 'single' in content && typeof content.single === 'string' ? content.single : null;
}

/** A Boolean resource; `otherwise` where there is none. */
export function booleanAt(
  model: DataModel,
  [object, instance, resource]: ResourceIds,
  otherwise: boolean,
): boolean {
  const content = model.resource(object, instance, resource)?.content;
  return content && 'single' in content && typeof content.single === 'boolean' ? content.single : otherwise;
}
