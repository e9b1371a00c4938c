import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { decodeContent } from '../lwm2m/content/content.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { Lwm2mNode, ResourceNode } from '../lwm2m/node.ts';
import { type Lwm2mPath, parsePath } from '../lwm2m/path.ts';
import { type PlainValue, toPlain } from '../lwm2m/plain-value.ts';

/** Values by full path; empty when the payload carries none that can be read. */
export function valuesIn(path: string, message: ReceivedMessage): Record<string, PlainValue> {
  const parsed = parsePath(path);
  const format = uintValue(message, OptionNumber.contentFormat);
  if (parsed === null || format === undefined) return {};
  const { node } = decodeContent(format, parsed, message.payload, definitionOf);
  return node === null ? {} : Object.fromEntries(flatten(parsed, node));
}

function flatten(path: Lwm2mPath, node: Lwm2mNode): [string, PlainValue][] {
  switch (node.kind) {
    case 'object':
      return node.instances.flatMap(instance => flatten({ ...path, instance: instance.id }, instance));
    case 'instance':
      return node.resources.flatMap(resource =>
        resourceValues(`/${path.object}/${path.instance ?? node.id}`, resource),
      );
    default:
      return resourceValues(`/${path.object}/${path.instance ?? 0}`, node);
  }
}

function resourceValues(instance: string, node: ResourceNode): [string, PlainValue][] {
  if (node.kind === 'single') return [[`${instance}/${node.id}`, toPlain(node.value)]];
  return [...node.values].map(([id, value]) => [`${instance}/${node.id}/${id}`, toPlain(value)]);
}
