import { type ObjectDefinition, type ResourceRow, resourceTable } from './object-definition.ts';

/** What a later version of an object changed; every row adds a resource or replaces the one with its id. */
export interface Revision {
  readonly of: ObjectDefinition;
  readonly version: string;
  readonly rows: readonly ResourceRow[];
  readonly removed?: readonly number[];
}

/** The object in its later version; from 1.1 on, the URN names the version. */
export function revised({ of, version, rows, removed = [] }: Revision): ObjectDefinition {
  const changed = new Set([...removed, ...rows.map(([id]) => id)]);
  const resources = [...of.resources.filter(({ id }) => !changed.has(id)), ...resourceTable(rows)];
  const [bare = of.urn] = /^urn:oma:lwm2m:\w+:\d+/.exec(of.urn) ?? [];
  return {
    ...of,
    version,
    urn: `${bare}:${version}`,
    resources: resources.toSorted((a, b) => a.id - b.id),
  };
}
