/** What a TLV payload holds at each depth of a path, and how far a different nesting can be forgiven. */

import { type ObjectDefinition, resourceDefinition } from '../../model/object-definition.ts';
import type { InstanceNode, ResourceInstanceNode, ResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { Findings } from '../flat/findings.ts';
import type { LocatedTlvEntry } from './tlv.ts';
import { tlvDeviation } from './tlv-decode.ts';
import { checkId, readResources, readValue, readValues } from './tlv-resource.ts';

/** TS 1.1 §7.4.5 has the kind "for use within a multiple resource" and shows no resource instance by itself. */
const RESOURCE_INSTANCE_CLAUSE = 'TS 1.1 §7.4.5';

/** Instances of an object. Bare resources are taken for instance 0 where there can be no other. */
export function readInstances(
  entries: readonly LocatedTlvEntry[],
  object: ObjectDefinition | undefined,
  findings: Findings,
): InstanceNode[] {
  const [first] = entries;
  if (first !== undefined && !entries.some(isInstance)) {
    const forgiven = object?.multiple === false;
    const missing = tlvDeviation('wrapper-missing', 'Resources without their object instance', first.offset);
    (forgiven ? findings.deviations : findings.faults).push(missing);
    return forgiven ? [{ kind: 'instance', id: 0, resources: readResources(entries, object, findings) }] : [];
  }
  const instances = new Map<number, InstanceNode>();
  for (const entry of entries) {
    const { id, kind, offset } = entry;
    if (!isInstance(entry)) {
      findings.faults.push(tlvDeviation('nesting', `${kind} beside object instances`, offset));
    } else if (!instances.has(id)) {
      checkId(entry, findings);
      instances.set(id, { kind: 'instance', id, resources: readResources(entry.children, object, findings) });
    }
  }
  return [...instances.values()];
}

/** Takes the superfluous wrapper of the one instance that the path names away; null together with a fault. */
export function unwrap(
  entries: readonly LocatedTlvEntry[],
  path: Lwm2mPath,
  findings: Findings,
): readonly LocatedTlvEntry[] | null {
  const [first] = entries;
  const instance = entries.find(isInstance);
  if (first === undefined || instance === undefined) return entries;
  if (entries.length === 1 && first.id === path.instance) {
    const message = `Object instance ${first.id} is wrapped although ${formatPath(path)} names it`;
    findings.deviations.push(tlvDeviation('wrapper', message, first.offset));
    return first.children;
  }
  const message = `Object instance ${instance.id} in the content of ${formatPath(path)}`;
  findings.faults.push(tlvDeviation('unexpected-instance', message, instance.offset));
  return null;
}

/** The one resource that the path names; null together with a deviation. */
export function readOnlyResource(
  entries: readonly LocatedTlvEntry[],
  path: Lwm2mPath,
  object: ObjectDefinition | undefined,
  findings: Findings,
): ResourceNode | null {
  const id = path.resource ?? 0;
  const [first] = entries;
  if (first !== undefined && entries.every(isResourceInstance)) {
    const type = resourceDefinition(object, id)?.type ?? 'Opaque';
    const message = 'Resource instances without their multiple-resource';
    findings.deviations.push(tlvDeviation('wrapper-missing', message, first.offset));
    return { kind: 'multiple', id, type, values: readValues(entries, type, findings) };
  }
  const [resource] = readResources(only(entries, id, path, findings), object, findings);
  return resource ?? null;
}

/** The one resource instance that the path names; null together with a fault. */
export function readOnlyResourceInstance(
  entries: readonly LocatedTlvEntry[],
  path: Lwm2mPath,
  object: ObjectDefinition | undefined,
  findings: Findings,
): ResourceInstanceNode | null {
  const { resource = 0, resourceInstance: id = 0 } = path;
  const type = resourceDefinition(object, resource)?.type ?? 'Opaque';
  const [named] = only(valuesWithin(entries, path, findings), id, path, findings);
  const value = named === undefined ? null : readValue(named, type, findings);
  return value === null ? null : { kind: 'resource-instance', id, type, value };
}

/** The resource instances of the named resource, whatever they are in; a lone value counts for the named one. */
function valuesWithin(
  entries: readonly LocatedTlvEntry[],
  { resource, resourceInstance: id = 0 }: Lwm2mPath,
  findings: Findings,
): readonly LocatedTlvEntry[] {
  const [first, second] = entries;
  if (first === undefined || second !== undefined || isResourceInstance(first)) {
    const other = entries.find(entry => !isResourceInstance(entry));
    if (other === undefined) return entries;
    const message = `${other.kind} where a resource-instance is due`;
    findings.faults.push(tlvDeviation('nesting', message, other.offset));
    return [];
  }
  if (first.kind === 'multiple-resource' && first.id === resource) {
    const message = `Resource ${resource} is wrapped around its instance although the path names both`;
    const other = { clause: RESOURCE_INSTANCE_CLAUSE, level: 'should' } as const;
    findings.deviations.push(tlvDeviation('resource-wrapper', message, first.offset, other));
    return first.children;
  }
  if (first.kind === 'resource' && (first.id === resource || first.id === id)) {
    const message = `resource ${first.id} where a resource-instance is due`;
    findings.deviations.push(tlvDeviation('instances', message, first.offset));
    return [{ ...first, id }];
  }
  return entries;
}

/** What has the id; the rest is superfluous, and its absence a fault. */
function only(
  entries: readonly LocatedTlvEntry[],
  id: number,
  path: Lwm2mPath,
  findings: Findings,
): readonly LocatedTlvEntry[] {
  for (const entry of entries) {
    if (entry.id === id) continue;
    const message = `${entry.kind} ${entry.id} in the content of ${formatPath(path)}`;
    findings.deviations.push(tlvDeviation('unexpected-resource', message, entry.offset));
  }
  const named = entries.filter(entry => entry.id === id);
  if (named.length === 0 && findings.faults.length === 0) {
    findings.faults.push(tlvDeviation('no-resource', `Nothing of ${formatPath(path)}`, 0));
  }
  return named;
}

function isInstance({ kind }: LocatedTlvEntry): boolean {
  return kind === 'object-instance';
}

function isResourceInstance({ kind }: LocatedTlvEntry): boolean {
  return kind === 'resource-instance';
}
