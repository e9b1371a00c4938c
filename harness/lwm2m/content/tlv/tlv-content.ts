import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { InstanceNode, Lwm2mNode } from '../../node.ts';
import { type Lwm2mPath, pathDepth } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { Decoded, DecodedContent, NewInstance } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import { expectNodeAt } from '../node-at-path.ts';
import type { LocatedTlvEntry, TlvEntry } from './tlv.ts';
import { decodeTlv, tlvDeviation } from './tlv-decode.ts';
import { encodeTlv } from './tlv-encode.ts';
import { SHORTEST, type TlvForm } from './tlv-form.ts';
import { readInstances, readOnlyResource, readOnlyResourceInstance, unwrap } from './tlv-levels.ts';
import { checkId, readResources, resourceEntry, valueEntry } from './tlv-resource.ts';

export const tlvCodec = {
  represents: () => true,
  encode: (path, node) => encodeTlvContent(path, node),
  decode: decodeTlvContent,
  newInstance: {
    anonymous: true,
    encode: (_, instance) => encodeTlvNewInstance(instance),
    decode: decodeTlvNewInstance,
  },
} satisfies ContentCodec;

/**
 * Content of an object (its instances wrapped), an object instance (bare resources), a resource or a resource
 * instance (TS 1.0 §6.4.3, TS 1.1 §7.4.5).
 * @param form legal longer forms, for legal variants; the shortest without
 * @throws HarnessBugError `content.node` when the node is not what the path points at; `tlv.*` when it does not fit.
 */
export function encodeTlvContent(path: Lwm2mPath, node: Lwm2mNode, form: TlvForm = SHORTEST): Uint8Array {
  const entries = contentEntries(path, node, form);
  if (form.wrapped !== true || path.instance === undefined) return encodeTlv(entries, form);
  return encodeTlv([wrapped(path.instance, entries)], form);
}

function contentEntries(path: Lwm2mPath, node: Lwm2mNode, form: TlvForm): readonly TlvEntry[] {
  expectNodeAt(path, node);
  switch (node.kind) {
    case 'object':
      return node.instances.map(each => instanceEntry(each, form));
    case 'instance':
      return resourceEntries(node, form);
    case 'single':
    case 'multiple':
      return [resourceEntry(node, form)];
    case 'resource-instance':
      return [valueEntry('resource-instance', node.id, node.type, node.value, form)];
  }
}

/** Body of a Create: wrapped where the id is given, bare where the client is to choose it (TS 1.0 §5.4.6). */
export function encodeTlvNewInstance(instance: NewInstance, form: TlvForm = SHORTEST): Uint8Array {
  const { id } = instance;
  return encodeTlv(
    id === null ? resourceEntries(instance, form) : [instanceEntry({ ...instance, id }, form)],
    form,
  );
}

function instanceEntry(instance: InstanceNode, form: TlvForm): TlvEntry {
  return wrapped(instance.id, resourceEntries(instance, form));
}

function resourceEntries({ resources }: Pick<InstanceNode, 'resources'>, form: TlvForm): TlvEntry[] {
  return resources.map(resource => resourceEntry(resource, form));
}

function wrapped(id: number, children: readonly TlvEntry[]): TlvEntry {
  return { kind: 'object-instance', id, value: new Uint8Array(), children };
}

/** Reads what a path points at. A wrapper that is missing or superfluous is a deviation as long as the ids agree. */
function decodeTlvContent(path: Lwm2mPath, bytes: Uint8Array, definitions: DefinitionLookup): DecodedContent {
  const object = definitions(path.object);
  return readTlv<Lwm2mNode>(bytes, (entries, findings) => {
    const depth = pathDepth(path);
    if (depth === 1) {
      return { kind: 'object', id: path.object, instances: readInstances(entries, object, findings) };
    }
    const inside = unwrap(entries, path, findings);
    if (inside === null) return null;
    if (depth === 4) return readOnlyResourceInstance(inside, path, object, findings);
    if (depth === 3) return readOnlyResource(inside, path, object, findings);
    return { kind: 'instance', id: path.instance ?? 0, resources: readResources(inside, object, findings) };
  });
}

/** Reads the body of a Create on an object. */
function decodeTlvNewInstance(
  objectId: number,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): Decoded<NewInstance> {
  const object = definitions(objectId);
  return readTlv<NewInstance>(bytes, (entries, findings) => {
    const [first, second] = entries;
    if (first?.kind !== 'object-instance') {
      return { kind: 'instance', id: null, resources: readResources(entries, object, findings) };
    }
    if (second !== undefined) {
      findings.faults.push(tlvDeviation('nesting', `${second.kind} beside the new instance`, second.offset));
    }
    checkId(first, findings);
    return { kind: 'instance', id: first.id, resources: readResources(first.children, object, findings) };
  });
}

/** `read` gives null only together with a fault or deviation. */
function readTlv<Content>(
  bytes: Uint8Array,
  read: (entries: readonly LocatedTlvEntry[], findings: Findings) => Content | null,
): Decoded<Content> {
  const { entries, deviations } = decodeTlv(bytes);
  if (entries === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const node = read(entries, findings);
  return node === null
    ? { node, deviations: [...findings.deviations, ...findings.faults] }
    : concluded(node, findings);
}
