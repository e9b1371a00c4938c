import { breaches } from '../coap/message/deviation.ts';
import type { CoapMessage, Code } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { decodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { definitionsOf } from '../lwm2m/model/object-definition.ts';
import { inRange } from '../lwm2m/model/range.ts';
import type { ResourceNode } from '../lwm2m/node.ts';
import type { DataModel } from './data-model.ts';
import type { Content, ResourceState } from './resource-state.ts';
import type { Target } from './target.ts';

type Found = Extract<Target, { kind: 'instance' | 'resource' }>;
interface Change {
  readonly resource: ResourceState;
  readonly content: Content;
}

/**
 * Write (TS 1.0 §5.4.3), replace (PUT) or partial update (POST). All or nothing: the first refusal leaves everything as it was.
 */
export function write(
  model: DataModel,
  target: Found,
  request: CoapMessage,
  mode: 'replace' | 'update',
): Code {
  const nodes = decodeResources(target, request);
  if (typeof nodes === 'string') return nodes;
  if (mode === 'replace' && target.kind === 'instance' && omitsMandatory(target, nodes)) return '4.00';
  const changes: Change[] = [];
  for (const node of nodes) {
    const resource = target.instance.get(node.id);
    // An unsupported optional resource in an instance write is ignored (TS 1.0 §5.4.3).
    if (resource === undefined) continue;
    const change = prepare(resource, node, mode);
    if (typeof change === 'string') return change;
    changes.push(change);
  }
  const { object, instance = 0 } = target.path;
  for (const { resource, content } of changes) {
    model.set(object, instance, resource.definition.id, content);
    resource.onWrite?.wrote?.(content);
  }
  return '2.04';
}

function decodeResources(target: Found, request: CoapMessage): readonly ResourceNode[] | Code {
  const format = uintValue(request, OptionNumber.contentFormat);
  if (format === undefined) return '4.00';
  const readable: readonly number[] =
    target.kind === 'resource'
      ? [ContentFormat.text, ContentFormat.opaque, ContentFormat.tlv]
      : [ContentFormat.tlv];
  if (!readable.includes(format)) return '4.15';
  if (target.kind === 'resource' && !target.resource.definition.operations.includes('W')) return '4.05';
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
  return node.kind === 'single' || node.kind === 'multiple' ? [node] : '4.00';
}

function prepare(resource: ResourceState, node: ResourceNode, mode: 'replace' | 'update'): Change | Code {
  if (!resource.definition.operations.includes('W')) return '4.05';
  if (resource.definition.multiple !== (node.kind === 'multiple')) return '4.00';
  const values = node.kind === 'single' ? [node.value] : [...node.values.values()];
  if (!values.every(value => inRange(resource.definition.range, value))) return '4.00';
  const content = contentOf(resource, node, mode);
  return resource.onWrite?.refuses?.(content) ?? { resource, content };
}

function contentOf({ content }: ResourceState, node: ResourceNode, mode: 'replace' | 'update'): Content {
  if (node.kind === 'single') return { single: node.value };
  const kept = mode === 'update' && content !== null && 'multiple' in content ? content.multiple : [];
  return { multiple: new Map([...kept, ...node.values]) };
}

function omitsMandatory(target: Found, nodes: readonly ResourceNode[]): boolean {
  const given = new Set(nodes.map(node => node.id));
  return target.object.definition.resources.some(
    ({ id, mandatory, operations }) => mandatory && operations.includes('W') && !given.has(id),
  );
}
