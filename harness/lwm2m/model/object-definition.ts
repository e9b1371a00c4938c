import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { ResourceType } from '../value.ts';
import { parseRange, type Range } from './range.ts';

export interface ObjectDefinition {
  readonly id: number;
  readonly name: string;
  /** `urn:oma:lwm2m:oma:3` */
  readonly urn: string;
  /** `1.0` */
  readonly version: string;
  /** Whether there can be several instances. */
  readonly multiple: boolean;
  readonly mandatory: boolean;
  readonly resources: readonly ResourceDefinition[];
}

/** `none`: no server may touch it, only a bootstrap server. */
export type Operations = 'R' | 'W' | 'RW' | 'E' | 'none';

export interface ResourceDefinition {
  readonly id: number;
  readonly name: string;
  readonly operations: Operations;
  /** Whether it has resource instances. */
  readonly multiple: boolean;
  readonly mandatory: boolean;
  readonly type: ResourceType;
  /** Absent when every value of the type is allowed. */
  readonly range?: Range;
  readonly unit?: string;
}

/** How code that reads content learns the types. Undefined for an object that is not known. */
export type DefinitionLookup = (objectId: number) => ObjectDefinition | undefined;

/** A lookup that knows these objects; of two with one id, the later. */
export function definitionsOf(...objects: readonly ObjectDefinition[]): DefinitionLookup {
  const byId = new Map(objects.map(object => [object.id, object]));
  return objectId => byId.get(objectId);
}

export function resourceDefinition(
  object: ObjectDefinition | undefined,
  resourceId: number,
): ResourceDefinition | undefined {
  return object?.resources.find(({ id }) => id === resourceId);
}

/**
 * A line of a resource table: id, name, operations, instances, mandatory or optional, type, and what limits it.
 * The range is written as in the registry: `0..100`, `0..255 bytes`.
 */
export type ResourceRow = readonly [
  id: number,
  name: string,
  operations: Operations,
  instances: 'single' | 'multiple',
  presence: 'mandatory' | 'optional',
  type: ResourceType,
  limits?: { readonly range?: string; readonly unit?: string },
];

/** @throws HarnessBugError `model.range` for a range that cannot be read. */
export function resourceTable(rows: readonly ResourceRow[]): readonly ResourceDefinition[] {
  return rows.map(([id, name, operations, instances, presence, type, limits]) => ({
    id,
    name,
    operations,
    multiple: instances === 'multiple',
    mandatory: presence === 'mandatory',
    type,
    ...(limits?.range === undefined ? {} : { range: rangeOf(id, type, limits.range) }),
    ...(limits?.unit === undefined ? {} : { unit: limits.unit }),
  }));
}

function rangeOf(id: number, type: ResourceType, text: string): Range {
  const range = parseRange(type, text);
  if (range !== null && range.kind !== 'unread') return range;
  throw new HarnessBugError('model.range', `resource ${id}: "${text}" is no range of ${type}`, {
    hint: 'write it as min..max, as a list, or with the unit bytes',
  });
}
