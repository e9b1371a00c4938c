import { deviationsOf } from '../../../coap/message/deviation.ts';
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, pathDepth, pathIds } from '../../path.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { nodeFrom } from '../flat/node-from.ts';
import { resourceText } from '../flat/path-text.ts';
import type { LocatedValue } from '../flat/path-value.ts';
import type { EmptyMap, Lwm2mCborContent } from './lwm2m-cbor-read.ts';

/** Beyond all ids: what stands in for the content of an empty map until the tree is built. */
const STAND_IN = 0x1_0000;
const deviation = deviationsOf('content', 'TS 1.2 §7.4');

/** The tree at a path, empty multiple resources and instances among it. */
export function lwm2mCborNode(
  path: Lwm2mPath,
  { values, empty }: Lwm2mCborContent,
  definitions: DefinitionLookup,
): DecodedContent {
  const outside = empty.filter(each => !isInside(path, each.path));
  if (outside.length > 0) {
    return { node: null, deviations: outside.map(each => outsidePath(path, each)) };
  }
  const depth = Math.max(2, pathDepth(path));
  const unlike = new Map(empty.map(each => [formatPath(each.path), each]));
  // An empty map says nothing where the same resource has instances elsewhere.
  for (const { path: of } of values) {
    if (of.resourceInstance !== undefined) unlike.delete(resourceText(of));
  }
  const standIns = [...unlike.values()]
    .filter(each => pathDepth(each.path) >= depth)
    .map(each => standIn(each, definitions));
  if (standIns.length === 0) return nodeFrom(path, values, definitions);
  const all = [...values, ...standIns].sort((a, b) => a.offset - b.offset);
  const { node, deviations } = nodeFrom(path, all, definitions);
  return { node: node === null ? null : withoutStandIns(node), deviations };
}

/** At the path, below it, or above it, where an empty map says nothing about the path. */
function isInside(path: Lwm2mPath, of: Lwm2mPath): boolean {
  const ids = pathIds(of);
  return pathIds(path).every((id, level) => ids[level] === undefined || ids[level] === id);
}

function outsidePath(path: Lwm2mPath, { path: of, offset }: EmptyMap) {
  return deviation('outside-path', `${formatPath(of)} in the content of ${formatPath(path)}`, offset);
}

function standIn({ path, offset }: EmptyMap, definitions: DefinitionLookup): LocatedValue {
  const { object, instance = 0, resource } = path;
  const type = resourceDefinition(definitions(object), resource ?? STAND_IN)?.type ?? 'String';
  const stand = { type, value: '', time: null, offset } as const;
  if (resource === undefined) return { ...stand, path: { object, instance, resource: STAND_IN } };
  return { ...stand, path: { object, instance, resource, resourceInstance: STAND_IN } };
}

function withoutStandIns(node: Lwm2mNode): Lwm2mNode {
  switch (node.kind) {
    case 'object':
      return { ...node, instances: node.instances.map(cleared) };
    case 'instance':
      return cleared(node);
    case 'multiple':
      return clearedResource(node);
    default:
      return node;
  }
}

function cleared(instance: InstanceNode): InstanceNode {
  const resources = instance.resources.filter(({ id }) => id !== STAND_IN).map(clearedResource);
  return { ...instance, resources };
}

function clearedResource(node: ResourceNode): ResourceNode {
  if (node.kind === 'single') return node;
  return { ...node, values: new Map([...node.values].filter(([id]) => id !== STAND_IN)) };
}
