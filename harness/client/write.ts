import { breaches } from '../coap/message/deviation.ts';
import type { CoapMessage, Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { decodeContent } from '../lwm2m/content/content.ts';
import { definitionsOf } from '../lwm2m/model/object-definition.ts';
import { inRange } from '../lwm2m/model/range.ts';
import type { ModelVersion } from '../lwm2m/model/registry.ts';
import type { ResourceInstanceNode, ResourceNode } from '../lwm2m/node.ts';
import { type Lwm2mPath, pathDepth } from '../lwm2m/path.ts';
import type { DataModel } from './data-model.ts';
import type { Device } from './device-object.ts';
import { writableFormats } from './formats.ts';
import type { Content, ResourceState } from './resource-state.ts';
import type { Found } from './target.ts';

type Writable = Exclude<Found, { kind: 'object' }>;
type Mode = 'replace' | 'update';

/** New content of a resource that may have it. */
export interface Change {
  readonly path: Lwm2mPath;
  readonly resource: ResourceState;
  readonly content: Content;
}

/**
 * Write (TS 1.0 §5.4.3), replace (PUT) or partial update (POST). All or nothing: the first refusal leaves everything as it was.
 * A resource instance (TS 1.1) is replaced alone.
 */
export function write(
  { model, configuration: { lwm2m: version } }: Pick<Device, 'model' | 'configuration'>,
  target: Writable,
  request: CoapMessage,
  mode: Mode,
): Code {
  const nodes = decodeResources(target, request, version);
  if (typeof nodes === 'string') return nodes;
  if (mode === 'replace' && target.kind === 'instance' && omitsMandatory(target, nodes)) return '4.00';
  const changes: Change[] = [];
  for (const node of nodes) {
    const resource = target.instance.get(node.id);
    // An unsupported optional resource in an instance write is ignored (TS 1.0 §5.4.3).
    if (resource === undefined) continue;
    const change = prepare(
      target.path,
      resource,
      node,
      target.kind === 'resource-instance' ? 'update' : mode,
    );
    if (typeof change === 'string') return change;
    changes.push(change);
  }
  commit(model, changes);
  return '2.04';
}

export function commit(model: DataModel, changes: readonly Change[]): void {
  for (const { path, resource, content } of changes) {
    model.set(path.object, path.instance ?? 0, resource.definition.id, content);
    resource.onWrite?.wrote?.(content);
  }
}

function decodeResources(
  target: Writable,
  request: CoapMessage,
  version: ModelVersion,
): readonly ResourceNode[] | Code {
  const format = uintValue(request, OptionNumber.contentFormat);
  if (format === undefined) return '4.00';
  if (!writableFormats(version, pathDepth(target.path)).includes(format)) return '4.15';
  if (target.kind !== 'instance' && !target.resource.definition.operations.includes('W')) return '4.05';
  const { node, deviations } = decodeContent(
    format,
    target.path,
    request.payload,
    definitionsOf(target.object.definition),
  );
  // A wrapper that repeats what the path says is taken (errata: tlv-instance-wrapper).
  const serious = breaches(deviations).filter(({ code }) => code !== 'tlv.wrapper');
  if (node === null || serious.length > 0) return '4.00';
  if (target.kind === 'instance') return node.kind === 'instance' ? node.resources : '4.00';
  if (node.kind === 'resource-instance') return [asResource(target.path, node)];
  return node.kind === 'single' || node.kind === 'multiple' ? [node] : '4.00';
}

function asResource({ resource = 0 }: Lwm2mPath, { id, type, value }: ResourceInstanceNode): ResourceNode {
  return { kind: 'multiple', id: resource, type, values: new Map([[id, value]]) };
}

/** What a resource is to hold, or the code that refuses it. */
export function prepare(
  path: Lwm2mPath,
  resource: ResourceState,
  node: ResourceNode,
  mode: Mode,
): Change | Code {
  if (!resource.definition.operations.includes('W')) return '4.05';
  if (resource.definition.multiple !== (node.kind === 'multiple')) return '4.00';
  const values = node.kind === 'single' ? [node.value] : [...node.values.values()];
  if (!values.every(value => inRange(resource.definition.range, value))) return '4.00';
  const content = contentOf(resource, node, mode);
  return resource.onWrite?.refuses?.(content) ?? { path, resource, content };
}

function contentOf({ content }: ResourceState, node: ResourceNode, mode: Mode): Content {
  if (node.kind === 'single') return { single: node.value };
  const kept = mode === 'update' && content !== null && 'multiple' in content ? content.multiple : [];
  return { multiple: new Map([...kept, ...node.values]) };
}

function omitsMandatory(target: Writable, nodes: readonly ResourceNode[]): boolean {
  const given = new Set(nodes.map(node => node.id));
  return target.object.definition.resources.some(
    ({ id, mandatory, operations }) => mandatory && operations.includes('W') && !given.has(id),
  );
}
