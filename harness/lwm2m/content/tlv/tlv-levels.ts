/** What a TLV payload holds at each depth of a path, and how far a different nesting can be forgiven. */

import { type ObjectDefinition, resourceDefinition } from '../../model/object-definition.ts';
import type { InstanceNode, ResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath } from '../../path.ts';
import type { LocatedTlvEntry } from './tlv.ts';
import { type Findings, readResources, readValues, tlvDeviation } from './tlv-resource.ts';

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
    if (!isInstance(entry))
      findings.faults.push(tlvDeviation('nesting', `${kind} beside object instances`, offset));
    else if (!instances.has(id)) {
      instances.set(id, { kind: 'instance', id, resources: readResources(entry.children, object, findings) });
    }
  }
  return [...instances.values()];
}

/** Takes the superfluous wrapper of the one instance that the path names away. */
export function unwrap(
  entries: readonly LocatedTlvEntry[],
  path: Lwm2mPath,
  findings: Findings,
): readonly LocatedTlvEntry[] {
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
  return [];
}

/** The one resource that the path names; null together with a fault. */
export function readOnlyResource(
  entries: readonly LocatedTlvEntry[],
  path: Lwm2mPath,
  object: ObjectDefinition | undefined,
  findings: Findings,
): ResourceNode | null {
  const id = path.resource ?? 0;
  const [first] = entries;
  if (first !== undefined && entries.every(({ kind }) => kind === 'resource-instance')) {
    const type = resourceDefinition(object, id)?.type ?? 'Opaque';
    const message = 'Resource instances without their multiple-resource';
    findings.deviations.push(tlvDeviation('wrapper-missing', message, first.offset));
    return { kind: 'multiple', id, type, values: readValues(entries, type, findings) };
  }
  for (const entry of entries) {
    if (entry.id === id) continue;
    const message = `Resource ${entry.id} in the content of ${formatPath(path)}`;
    findings.deviations.push(tlvDeviation('unexpected-resource', message, entry.offset));
  }
  const named = entries.filter(entry => entry.id === id);
  const [resource] = readResources(named, object, findings);
  if (named.length === 0)
    findings.faults.push(tlvDeviation('no-resource', `Nothing of ${formatPath(path)}`, 0));
  return resource ?? null;
}

function isInstance({ kind }: LocatedTlvEntry): boolean {
  return kind === 'object-instance';
}
