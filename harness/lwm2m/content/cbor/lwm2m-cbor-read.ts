import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import { formatPath, type Lwm2mPath, MAX_ID } from '../../path.ts';
import type { PathSelector } from '../codec.ts';
import type { Decoded } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import type { LocatedValue } from '../flat/path-value.ts';
import { type CborItem, describeItem } from './cbor-item.ts';
import { readCbor } from './cbor-read.ts';
import { readValue, untagged } from './cbor-value-read.ts';

/** What the maps of a payload hold; an empty map stands for an object, instance or multiple resource without content. */
export interface Lwm2mCborContent {
  readonly values: readonly LocatedValue[];
  readonly empty: readonly EmptyMap[];
}

export interface EmptyMap {
  readonly path: Lwm2mPath;
  readonly offset: number;
}

const MAX_DEPTH = 4;
const deviation = deviationsOf('lwm2m-cbor', 'TS 1.2 §7.4');

/** Values in the order of the payload, in whatever way their paths are divided between keys. */
export function readLwm2mCbor(bytes: Uint8Array, definitions: DefinitionLookup): Decoded<Lwm2mCborContent> {
  const { item, deviations } = readCbor(bytes);
  if (item === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const root = untagged(item, findings);
  const values: LocatedValue[] = [];
  const empty: EmptyMap[] = [];
  if (root.kind === 'map') walk(root, []);
  else findings.faults.push(deviation('map', `${describeItem(root)} where a map is due`, root.offset));
  return concluded({ values, empty }, findings);

  function walk(map: CborItem & { readonly kind: 'map' }, above: readonly number[]): void {
    if (map.entries.length === 0 && above.length > 0) empty.push({ path: pathOf(above), offset: map.offset });
    for (const { key, value } of map.entries) {
      const ids = idsOf(key, above, findings);
      if (ids === null) continue;
      const inner = untagged(value, findings);
      if (inner.kind === 'map') {
        if (ids.length < MAX_DEPTH) walk(inner, ids);
        else findings.faults.push(deviation('depth', 'A map in a resource instance', inner.offset));
      } else readLeaf(inner, ids, key.offset);
    }
  }

  function readLeaf(item: CborItem, ids: readonly number[], offset: number): void {
    const path = pathOf(ids);
    if (path.resource === undefined) {
      const message = `${describeItem(item)} at ${formatPath(path)}, which is no resource`;
      findings.faults.push(deviation('depth', message, item.offset));
      return;
    }
    const type = resourceDefinition(definitions(path.object), path.resource)?.type;
    const read = readValue(item, type, findings);
    if (read !== null) values.push({ path, ...read, time: null, offset });
  }
}

/** What Read-Composite and Observe-Composite select: an array of paths, each of them an array of ids. */
export function readLwm2mCborPaths(bytes: Uint8Array): Decoded<readonly PathSelector[]> {
  const { item, deviations } = readCbor(bytes);
  if (item === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const list = untagged(item, findings);
  const paths: PathSelector[] = [];
  if (list.kind === 'array') {
    for (const each of list.items) {
      const path = selectorOf(untagged(each, findings), findings);
      if (path !== null) paths.push(path);
    }
  } else {
    findings.faults.push(deviation('paths', `${describeItem(list)} where an array is due`, list.offset));
  }
  return concluded(paths, findings);
}

function selectorOf(item: CborItem, findings: Findings): PathSelector | null {
  if (item.kind === 'array' && item.items.length === 0) return 'root';
  const ids = idsOf(item, [], findings);
  if (ids === null) return null;
  if (item.kind === 'integer') {
    const message = 'A path that is an id instead of an array';
    findings.deviations.push(deviation('paths', message, item.offset, { level: 'should' }));
  }
  return pathOf(ids);
}

/** A key is one id or an array of ids; null together with a fault. */
function idsOf(key: CborItem, above: readonly number[], findings: Findings): number[] | null {
  const parts = key.kind === 'array' ? key.items : [key];
  const ids = [...above];
  for (const part of parts) {
    if (part.kind !== 'integer') {
      const message = `${describeItem(part)} where the id of a path is due`;
      findings.faults.push(deviation('path', message, part.offset));
      return null;
    }
    if (part.value < 0 || part.value > MAX_ID) {
      findings.faults.push(deviation('id', `Id ${part.value} is not of 0–${MAX_ID}`, part.offset));
      return null;
    }
    ids.push(Number(part.value));
  }
  if (parts.length > 0 && ids.length <= MAX_DEPTH) return ids;
  const message = parts.length === 0 ? 'A key without ids' : `A path of ${ids.length} ids`;
  findings.faults.push(deviation('path', message, key.offset));
  return null;
}

function pathOf([object = 0, instance, resource, resourceInstance]: readonly number[]): Lwm2mPath {
  if (instance === undefined) return { object };
  if (resource === undefined) return { object, instance };
  if (resourceInstance === undefined) return { object, instance, resource };
  return { object, instance, resource, resourceInstance };
}

/** Values whose path came before; for content that is not made a tree, where that would show. */
export function duplicates(values: readonly LocatedValue[]): Deviation[] {
  const seen = new Set<string>();
  return values.flatMap(({ path, offset }) => {
    const key = formatPath(path);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [deviation('duplicate', `${key} appears more than once`, offset)];
  });
}
