import type { Reply } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { encodeContent } from '../lwm2m/content/content.ts';
import type { ModelVersion } from '../lwm2m/model/registry.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import { answerFormat } from './formats.ts';
import { isReadable, readableInstance, toResourceNode } from './readable.ts';
import type { Found } from './target.ts';

/** Read (TS 1.0 §5.4.1): 2.05 with the content in the accepted format, or the code that refuses it. */
export function read(target: Found, accept: number | undefined, version: ModelVersion): Reply {
  const node = readableNode(target);
  if (node === null) return { code: '4.05' };
  const format = answerFormat(version, node, accept);
  if (format === null) return { code: '4.06' };
  return {
    code: '2.05',
    options: [uintOption(OptionNumber.contentFormat, format)],
    payload: encodeContent(format, target.path, node),
  };
}

/** The tree behind a target, null when it is a resource that cannot be read. */
export function readableNode(target: Found): Lwm2mNode | null {
  switch (target.kind) {
    case 'object':
      return {
        kind: 'object',
        id: target.path.object,
        instances: [...target.object.instances].map(([id, state]) => readableInstance(id, state)),
      };
    case 'instance':
      return readableInstance(target.path.instance ?? 0, target.instance);
    case 'resource':
      return isReadable(target.resource) ? toResourceNode(target.resource) : null;
    case 'resource-instance': {
      const { type } = target.resource.definition;
      const id = target.path.resourceInstance ?? 0;
      return isReadable(target.resource)
        ? { kind: 'resource-instance', id, type, value: target.value }
        : null;
    }
  }
}
