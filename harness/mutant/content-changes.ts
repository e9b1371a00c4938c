import type { ReceivedMessage, Reply } from '../coap/exchange/received-message.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOf, uintOption, uintValue } from '../coap/message/options.ts';
import { decodeContent, encodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../lwm2m/node.ts';
import { formatPath, parsePath } from '../lwm2m/path.ts';
import type { Value } from '../lwm2m/value.ts';
import { all, type MessageChange, withOptions, withPayload } from './message-changes.ts';
import type { MessageTest } from './message-tests.ts';
import { inReply, performing } from './operations.ts';

/** Gives another resource in place of one, null for none; a resource that was asked for by itself stays. */
export type ResourceChange = (resource: ResourceNode, path: string) => ResourceNode | null;

/** Changes the resources that content about `path` carries, whatever its level and format; what cannot be read stays. */
export const withResources =
  (path: string, change: ResourceChange): MessageChange =>
  message => {
    const at = parsePath(path);
    const node = nodeIn(path, message);
    const format = uintValue(message, OptionNumber.contentFormat);
    if (at === null || node === null || format === undefined) return message;
    const { object, instance = 0 } = at;
    const changed = (id: number, resource: ResourceNode): ResourceNode | null =>
      change(resource, formatPath({ object, instance: id, resource: resource.id }));
    const ofInstance = (of: InstanceNode): InstanceNode => ({
      ...of,
      resources: of.resources.flatMap(each => changed(of.id, each) ?? []),
    });
    switch (node.kind) {
      case 'object':
        return encoded({ ...node, instances: node.instances.map(ofInstance) });
      case 'instance':
        return encoded(ofInstance(node));
      case 'single':
      case 'multiple':
        return encoded(changed(instance, node) ?? node);
      default:
        return message;
    }
    function encoded(other: Lwm2mNode): CoapMessage {
      return withPayload(() => encodeContent(format ?? 0, at ?? { object: 0 }, other))(message);
    }
  };

/** Another value of one single resource, and of no other. */
export const otherValue =
  (path: RegExp, change: (value: Value) => Value): ResourceChange =>
  (resource, at) =>
    path.test(at) && resource.kind === 'single' ? { ...resource, value: change(resource.value) } : resource;

/** Leaves resources out. */
export const without =
  (path: RegExp): ResourceChange =>
  (resource, at) =>
    path.test(at) ? null : resource;

/** Answers the Reads, Observes and Writes that are meant, with other resources in the answer. */
export function answeringResources(test: MessageTest, change: ResourceChange) {
  return performing(test, (request: ReceivedMessage, proceed): Reply | null => {
    const reply = proceed();
    return reply === null ? null : inReply(withResources(pathOf(request), change))(reply);
  });
}

/** Carries out a Write as if it had carried other resources. */
export function takingResources(test: MessageTest, change: ResourceChange) {
  return performing(test, (request: ReceivedMessage, proceed): Reply | null =>
    proceed({ ...request, ...withResources(pathOf(request), change)(request) }),
  );
}

/** The resources that a request carries; none when its content cannot be read. */
export function resourcesIn(
  request: CoapMessage,
  definitions: DefinitionLookup = definitionOf,
): readonly ResourceNode[] {
  const node = nodeIn(pathOf(request), request, definitions);
  if (node === null) return [];
  if (node.kind === 'instance') return node.resources;
  return node.kind === 'single' || node.kind === 'multiple' ? [node] : [];
}

/** Content of this format, given as hexadecimal digits. */
export const withContent = (format: number, hex: string): MessageChange =>
  all(
    withOptions(OptionNumber.contentFormat, [uintOption(OptionNumber.contentFormat, format)]),
    withPayload(() => Buffer.from(hex.replaceAll(' ', ''), 'hex')),
  );

/** TLV content that has an Object Instance entry around it (TS 1.0 §6.4.3), as long as it is short. */
export const wrappedInInstance = (instance: number): MessageChange =>
  withPayload(payload => Uint8Array.of(0x08, instance, payload.length, ...payload));

/** Undoes the Object Instance entry around TLV content. */
export const unwrapped: MessageChange = withPayload(payload => {
  const [first = 0] = payload;
  return payload.subarray(1 + ((first >> 5) & 1) + 1 + ((first >> 3) & 3));
});

export const isTlv = (message: CoapMessage): boolean =>
  uintValue(message, OptionNumber.contentFormat) === ContentFormat.tlv;

function nodeIn(path: string, message: CoapMessage, definitions = definitionOf): Lwm2mNode | null {
  const at = parsePath(path);
  const format = uintValue(message, OptionNumber.contentFormat);
  if (at === null || format === undefined) return null;
  return decodeContent(format, at, message.payload, definitions).node;
}
