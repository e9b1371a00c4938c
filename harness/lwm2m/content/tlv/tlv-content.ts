import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { InstanceNode, Lwm2mNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, pathDepth } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { Decoded, DecodedContent, NewInstance } from '../decoded-content.ts';
import type { LocatedTlvEntry, TlvEntry } from './tlv.ts';
import { decodeTlv } from './tlv-decode.ts';
import { encodeTlv } from './tlv-encode.ts';
import { readInstances, readOnlyResource, unwrap } from './tlv-levels.ts';
import { type Findings, readResources, resourceEntry, tlvDeviation } from './tlv-resource.ts';

export const tlvCodec = {
  represents: () => true,
  encode: encodeTlvContent,
  decode: decodeTlvContent,
  newInstance: { anonymous: true, encode: encodeTlvNewInstance, decode: decodeTlvNewInstance },
} satisfies ContentCodec;

/**
 * Content of an object (its instances wrapped), an object instance (bare resources) or a resource (TS 1.0 §6.4.3).
 * @throws HarnessBugError `content.node` when the node is not what the path points at; `tlv.*` when it does not fit.
 */
function encodeTlvContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const depth = pathDepth(path);
  if (node.kind === 'object' && depth === 1) return encodeTlv(node.instances.map(instanceEntry));
  if (node.kind === 'instance' && depth === 2) return encodeTlv(node.resources.map(resourceEntry));
  if ((node.kind === 'single' || node.kind === 'multiple') && depth === 3) {
    return encodeTlv([resourceEntry(node)]);
  }
  throw new HarnessBugError(
    'content.node',
    `A node of kind ${node.kind} is not what ${formatPath(path)} is`,
    {
      hint: 'Pass an object node for /O, an instance node for /O/I and a resource node for /O/I/R.',
    },
  );
}

/** Body of a Create: wrapped where the id is given, bare where the client is to choose it (TS 1.0 §5.4.6). */
function encodeTlvNewInstance(_: number, { id, resources }: NewInstance): Uint8Array {
  if (id === null) return encodeTlv(resources.map(resourceEntry));
  return encodeTlv([instanceEntry({ kind: 'instance', id, resources })]);
}

function instanceEntry({ id, resources }: InstanceNode): TlvEntry {
  return { kind: 'object-instance', id, value: new Uint8Array(), children: resources.map(resourceEntry) };
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
    if (depth === 3) return readOnlyResource(inside, path, object, findings);
    if (depth === 2) {
      return { kind: 'instance', id: path.instance ?? 0, resources: readResources(inside, object, findings) };
    }
    findings.faults.push(tlvDeviation('path', `${formatPath(path)} cannot be addressed in TLV`, 0));
    return null;
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
    return { kind: 'instance', id: first.id, resources: readResources(first.children, object, findings) };
  });
}

/** `read` gives null only together with a fault. */
function readTlv<Content>(
  bytes: Uint8Array,
  read: (entries: readonly LocatedTlvEntry[], findings: Findings) => Content | null,
): Decoded<Content> {
  const { entries, deviations } = decodeTlv(bytes);
  if (entries === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const node = read(entries, findings);
  if (node !== null && findings.faults.length === 0) return { node, deviations: findings.deviations };
  return { node: null, deviations: [...findings.deviations, ...findings.faults] };
}
