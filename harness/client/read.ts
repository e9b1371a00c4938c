import type { Reply } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption } from '../coap/message/options.ts';
import { canRepresent, encodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import { readableInstance, toResourceNode } from './readable.ts';
import type { Target } from './target.ts';

/** In the order of preference. */
const FORMATS: readonly number[] = [
  ContentFormat.opaque,
  ContentFormat.text,
  ContentFormat.tlv,
  ContentFormat.json,
];

type Found = Exclude<Target, { kind: 'refused' }>;

/** Read (TS 1.0 §5.4.1): 2.05 with the content in the accepted format, or the code that refuses it. */
export function read(target: Found, accept: number | undefined): Reply {
  const node = readableNode(target);
  if (node === null) return { code: '4.05' };
  const format = chooseFormat(node, accept);
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
      return target.resource.definition.operations.includes('R') ? toResourceNode(target.resource) : null;
  }
}

/** Opaque for bytes, text for every other single resource, TLV for everything else, unless the server asks for another. */
function chooseFormat(node: Lwm2mNode, accept: number | undefined): number | null {
  const preferred = FORMATS.filter(format => canRepresent(format, node));
  const possible = node.kind === 'single' && node.type === 'Opaque' ? preferred : preferred.filter(notOpaque);
  if (accept === undefined) return possible[0] ?? null;
  return possible.includes(accept) ? accept : null;
}

/** Bytes of a number or a text would be those of nobody knows which encoding. */
function notOpaque(format: number): boolean {
  return format !== ContentFormat.opaque;
}
