import { HarnessBugError } from '../errors/touchstone-error.ts';
import { canRepresent, encodeContent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { parsePath } from '../lwm2m/path.ts';
import type { ResourceType, Value } from '../lwm2m/value.ts';
import type { Content } from '../server/device-operations.ts';
import {
  contentFor,
  instanceContent,
  type PlainContent,
  type PlainResources,
} from '../server/outgoing-content.ts';

/** text/plain, exactly these characters. */
export function text(characters: string): Content {
  return { format: ContentFormat.text, payload: Buffer.from(characters, 'utf8') };
}

/**
 * TLV for an instance (`/1/0`), for a resource (`/1/0/1`, with its value) or, with an object path, for one new instance
 * of it whose id the device chooses. Objects that only an object file describes need the definitions of the cell.
 */
export function tlv(
  path: string,
  value: PlainResources | PlainContent,
  definitions: DefinitionLookup = definitionOf,
): Content {
  const [, object, instance, resource] = path.split('/');
  if (resource !== undefined)
    return instanceContent(`/${object}`, null, { [resource]: value as PlainContent }, definitions);
  if (instance === undefined) return instanceContent(path, null, value as PlainResources, definitions);
  return contentFor(path, value, definitions);
}

/** LwM2M JSON, exactly this document. */
export function json(document: object): Content {
  return { format: ContentFormat.json, payload: Buffer.from(JSON.stringify(document), 'utf8') };
}

/** Whether a format can carry one value of this type. */
export function canCarry(format: number, type: ResourceType, value: Value): boolean {
  return canRepresent(format, { kind: 'single', id: 0, type, value });
}

/**
 * One value of a resource in any format.
 * @throws HarnessBugError `content.format` when the format cannot carry it.
 */
export function valueContent(format: number, path: string, type: ResourceType, value: Value): Content {
  const parsed = parsePath(path);
  if (parsed?.resource === undefined) {
    throw new HarnessBugError('content.value', `not the path of a resource: ${path}`, {
      hint: 'correct the purpose that asks for it',
    });
  }
  const node = { kind: 'single', id: parsed.resource, type, value } as const;
  return { format, payload: encodeContent(format, parsed, node) };
}

/** Exactly these bytes under a content format. */
export function bytes(format: number, hex: string): Content {
  return { format, payload: Buffer.from(hex.replaceAll(' ', ''), 'hex') };
}

/** The same content, wrong on purpose: our own strict reader of the format is not asked. */
export function malformed(content: Content): Content {
  return { ...content, malformed: true };
}
