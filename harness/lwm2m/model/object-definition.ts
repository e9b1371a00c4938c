import type { ResourceType } from '../value.ts';

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
  /** Inclusive. Of the number, or of the length in bytes of a String or Opaque. */
  readonly range?: { readonly min: number; readonly max: number };
  readonly unit?: string;
}

/** How code that reads content learns the types. Undefined for an object that is not known. */
export type DefinitionLookup = (objectId: number) => ObjectDefinition | undefined;

export function resourceDefinition(
  object: ObjectDefinition | undefined,
  resourceId: number,
): ResourceDefinition | undefined {
  return object?.resources.find(({ id }) => id === resourceId);
}

/** A line of a resource table: id, name, operations, instances, mandatory or optional, type, and what limits it. */
export type ResourceRow = readonly [
  id: number,
  name: string,
  operations: Operations,
  instances: 'single' | 'multiple',
  presence: 'mandatory' | 'optional',
  type: ResourceType,
  limits?: Pick<ResourceDefinition, 'range' | 'unit'>,
];

export function resourceTable(rows: readonly ResourceRow[]): readonly ResourceDefinition[] {
  return rows.map(([id, name, operations, instances, presence, type, limits]) => ({
    id,
    name,
    operations,
    multiple: instances === 'multiple',
    mandatory: presence === 'mandatory',
    type,
    ...limits,
  }));
}
