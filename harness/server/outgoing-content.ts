import { HarnessBugError } from '../errors/touchstone-error.ts';
import { encodeContent, encodeNewInstance } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { type DefinitionLookup, resourceDefinition } from '../lwm2m/model/object-definition.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../lwm2m/node.ts';
import { type Lwm2mPath, parsePath } from '../lwm2m/path.ts';
import { fromPlain, type PlainValue } from '../lwm2m/plain-value.ts';
import type { Value } from '../lwm2m/value.ts';
import type { Content } from './device-operations.ts';

/** One value, or values by resource instance id. */
export type PlainContent = PlainValue | { readonly [resourceInstance: string]: PlainValue };
/** Contents by resource id. */
export type PlainResources = { readonly [resource: string]: PlainContent };

/** Content of a Write as the reference server sends it: text for a single resource, TLV for everything else. */
export function contentFor(
  text: string,
  value: PlainContent | PlainResources,
  definitions: DefinitionLookup,
): Content {
  const path = parsed(text);
  if (path.resource === undefined) {
    return encoded(
      ContentFormat.tlv,
      path,
      instanceNode(path, path.instance ?? 0, value as PlainResources, definitions),
    );
  }
  const node = resourceNode(path.object, path.resource, value as PlainContent, definitions);
  return encoded(node.kind === 'single' ? ContentFormat.text : ContentFormat.tlv, path, node);
}

/** Content of a Create: with an instance wrapper only when the server chooses the id (TS 1.0 §5.4.6). */
export function instanceContent(
  text: string,
  instance: number | null,
  value: PlainResources,
  definitions: DefinitionLookup,
): Content {
  const { resources } = instanceNode(parsed(text), 0, value, definitions);
  return {
    format: ContentFormat.tlv,
    payload: encodeNewInstance(ContentFormat.tlv, parsed(text).object, {
      kind: 'instance',
      id: instance,
      resources,
    }),
  };
}

function encoded(format: number, path: Lwm2mPath, node: Lwm2mNode): Content {
  return { format, payload: encodeContent(format, path, node) };
}

function instanceNode(
  { object }: Lwm2mPath,
  id: number,
  value: PlainResources,
  definitions: DefinitionLookup,
): InstanceNode {
  return {
    kind: 'instance',
    id,
    resources: Object.entries(value).map(([resource, content]) =>
      resourceNode(object, Number(resource), content, definitions),
    ),
  };
}

function resourceNode(
  object: number,
  id: number,
  value: PlainContent,
  definitions: DefinitionLookup,
): ResourceNode {
  const type = resourceDefinition(definitions(object), id)?.type ?? 'String';
  const convert = (plain: unknown): Value => {
    const converted = fromPlain(type, plain);
    if (converted === null) throw misuse(`${JSON.stringify(plain)} is not of type ${type}`);
    return converted;
  };
  if (typeof value !== 'object') return { kind: 'single', id, type, value: convert(value) };
  return {
    kind: 'multiple',
    id,
    type,
    values: new Map(Object.entries(value).map(([instance, plain]) => [Number(instance), convert(plain)])),
  };
}

function parsed(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw misuse(`not a path: ${text}`);
  return path;
}

function misuse(message: string): HarnessBugError {
  return new HarnessBugError('content.value', message, { hint: 'correct the purpose that asks for it' });
}
