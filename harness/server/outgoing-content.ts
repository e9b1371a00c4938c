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
/** Resources by instance id: what a whole object is written with, by a bootstrap server only. */
export type PlainInstances = { readonly [instance: string]: PlainResources };
/** What can be written to a path of some level. */
export type BootstrapContent = PlainContent | PlainResources | PlainInstances;

/**
 * Content of a Write as the reference servers send it: text for a single resource, TLV for everything else, unless a format
 * is asked for.
 */
export function contentFor(
  text: string,
  value: BootstrapContent,
  definitions: DefinitionLookup,
  format: number | null = null,
): Content {
  const path = parsed(text);
  const { object, instance, resource } = path;
  if (instance === undefined) {
    const instances = Object.entries(value as PlainInstances).map(([id, resources]) =>
      instanceNode(path, Number(id), resources, definitions),
    );
    return encoded(format ?? ContentFormat.tlv, path, { kind: 'object', id: object, instances });
  }
  if (resource === undefined) {
    const node = instanceNode(path, instance, value as PlainResources, definitions);
    return encoded(format ?? ContentFormat.tlv, path, node);
  }
  const node = resourceNode(object, resource, value as PlainContent, definitions);
  const usual = node.kind === 'single' ? ContentFormat.text : ContentFormat.tlv;
  return encoded(format ?? usual, path, node);
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
