import { type ObjectDefinition, resourceDefinition } from '../../model/object-definition.ts';
import type { ResourceNode } from '../../node.ts';
import { MAX_ID } from '../../path.ts';
import type { ResourceType, Value } from '../../value.ts';
import type { Findings } from '../flat/findings.ts';
import type { LocatedTlvEntry, TlvEntry } from './tlv.ts';
import { tlvDeviation } from './tlv-decode.ts';
import { SHORTEST, type TlvForm } from './tlv-form.ts';
import { decodeTlvValue, encodeTlvValue } from './tlv-value.ts';

/** @throws HarnessBugError `tlv.value` when a value is not of the resource's type. */
export function resourceEntry(node: ResourceNode, form: TlvForm = SHORTEST): TlvEntry {
  const { id, type } = node;
  if (node.kind === 'single') return valueEntry('resource', id, type, node.value, form);
  const children = [...node.values].map(([instance, value]) =>
    valueEntry('resource-instance', instance, type, value, form),
  );
  return { kind: 'multiple-resource', id, value: new Uint8Array(), children };
}

export function valueEntry(
  kind: 'resource' | 'resource-instance',
  id: number,
  type: ResourceType,
  value: Value,
  form: TlvForm,
): TlvEntry {
  return { kind, id, value: encodeTlvValue(type, value, form), children: [] };
}

/**
 * Resources of one instance, single or multiple as on the wire. Where an id appears twice, the first counts.
 * A resource that the definition does not have is Opaque.
 */
export function readResources(
  entries: readonly LocatedTlvEntry[],
  object: ObjectDefinition | undefined,
  findings: Findings,
): ResourceNode[] {
  const resources = new Map<number, ResourceNode>();
  for (const entry of entries) {
    const resource = readResource(entry, object, findings);
    if (resource !== null && !resources.has(entry.id)) resources.set(entry.id, resource);
  }
  return [...resources.values()];
}

function readResource(
  entry: LocatedTlvEntry,
  object: ObjectDefinition | undefined,
  findings: Findings,
): ResourceNode | null {
  const { kind, id, offset } = entry;
  const definition = resourceDefinition(object, id);
  const type = definition?.type ?? 'Opaque';
  if (kind !== 'resource' && kind !== 'multiple-resource') {
    findings.faults.push(tlvDeviation('nesting', `${kind} ${id} where a resource is due`, offset));
    return null;
  }
  checkId(entry, findings);
  if (definition !== undefined && definition.multiple !== (kind === 'multiple-resource')) {
    const due = definition.multiple ? 'multiple-resource' : 'resource';
    findings.deviations.push(tlvDeviation('instances', `${kind} ${id} where a ${due} is due`, offset));
  }
  if (kind === 'multiple-resource') {
    return { kind: 'multiple', id, type, values: readValues(entry.children, type, findings) };
  }
  if (type === 'None' && entry.value.length === 0) {
    const message = `Resource ${id} can only be executed, and is there without a value`;
    findings.deviations.push(tlvDeviation('executable', message, offset, { level: 'should' }));
    return null;
  }
  const value = readValue(entry, type, findings);
  return value === null ? null : { kind: 'single', id, type, value };
}

/** Values of resource instances by id. */
export function readValues(
  entries: readonly LocatedTlvEntry[],
  type: ResourceType,
  findings: Findings,
): ReadonlyMap<number, Value> {
  const values = new Map<number, Value>();
  for (const entry of entries) {
    checkId(entry, findings);
    const value = readValue(entry, type, findings);
    if (value !== null && !values.has(entry.id)) values.set(entry.id, value);
  }
  return values;
}

/** Null together with a fault. */
export function readValue(entry: LocatedTlvEntry, type: ResourceType, findings: Findings): Value | null {
  const { value, fault } = decodeTlvValue(type, entry.value);
  if (fault === null) return value;
  findings.faults.push({ ...fault, offset: entry.valueOffset, clause: 'TS 1.0 appendix C', level: 'must' });
  return null;
}

export function checkId({ kind, id, offset }: LocatedTlvEntry, findings: Findings): void {
  if (id <= MAX_ID) return;
  const message = `Id ${id} of a ${kind} is reserved`;
  findings.deviations.push(tlvDeviation('reserved-id', message, offset, { clause: 'TS 1.0 §6.1' }));
}
