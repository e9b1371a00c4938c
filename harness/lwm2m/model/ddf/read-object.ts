import type { Mistake } from '../../../yaml/mistake.ts';
import type { ObjectDefinition, ResourceDefinition } from '../object-definition.ts';
import { Fields, quoted, type Shape } from './fields.ts';
import type { Findings } from './findings.ts';
import { INSTANCES, PRESENCE, readResource } from './read-resource.ts';
import type { XmlElement } from './xml-element.ts';

const OBJECT: Shape = {
  Name: 'required',
  Description1: 'optional',
  ObjectID: 'required',
  ObjectURN: 'required',
  LWM2MVersion: 'optional',
  ObjectVersion: 'optional',
  MultipleInstances: 'required',
  Mandatory: 'required',
  Resources: 'required',
  Description2: 'optional',
};

const FIRST_VERSION = '1.0';
const OBJECT_TYPE = 'MODefinition';
const URN = /^urn:oma:lwm2m:(?:oma|ext|x):(\d{1,5})(?::(\d{1,4}\.\d{1,4}))?$/;

/** One `Object`; null when a mistake leaves no definition. */
export function readObject(element: XmlElement, findings: Findings): ObjectDefinition | null {
  const [number] = element.children.filter(({ name }) => name === 'ObjectID');
  const path = /^\d{1,5}$/.test(number?.text ?? '') ? ['Object', Number(number?.text)] : ['Object'];
  const fields = new Fields(element, path, OBJECT, findings);
  if (element.attributes.ObjectType !== OBJECT_TYPE) {
    const found = quoted(element.attributes.ObjectType ?? '');
    fields.mistake(
      element,
      `found ObjectType ${found}, expected ${OBJECT_TYPE}`,
      `write <Object ObjectType="${OBJECT_TYPE}">`,
    );
  }
  const id = fields.id('ObjectID');
  const name = fields.name('Name');
  const version = fields.version('ObjectVersion', FIRST_VERSION);
  fields.version('LWM2MVersion', FIRST_VERSION);
  const urn = urnOf(fields, id, version);
  const multiple = fields.word('MultipleInstances', INSTANCES);
  const mandatory = fields.word('Mandatory', PRESENCE);
  const resources = resourcesOf(fields, path, findings);
  if (id === null || name === null || version === null || urn === null) return null;
  if (multiple === null || mandatory === null) return null;
  return { id, name, urn, version, multiple, mandatory, resources };
}

function urnOf(fields: Fields, id: number | null, version: string | null): string | null {
  const element = fields.get('ObjectURN');
  if (element === undefined) return null;
  const found = `found ${quoted(element.text)}`;
  const [, ownId, ownVersion] = URN.exec(element.text) ?? [];
  if (ownId === undefined) {
    const remedy = 'write oma, ext or x for who registered it, then the id, and the version unless it is 1.0';
    fields.mistake(element, `${found}, expected urn:oma:lwm2m:<oma|ext|x>:<id>[:<version>]`, remedy);
    return null;
  }
  if (id !== null && Number(ownId) !== id) {
    fields.mistake(element, `${found}, expected the id ${id} of ObjectID in it`, 'correct one of the two');
    return null;
  }
  if (version !== null && ownVersion !== undefined && ownVersion !== version) {
    fields.mistake(
      element,
      `${found}, expected the version ${version} of ObjectVersion in it`,
      'correct one of the two',
    );
    return null;
  }
  return element.text;
}

function resourcesOf(
  fields: Fields,
  path: Mistake['field'],
  findings: Findings,
): readonly ResourceDefinition[] {
  const element = fields.get('Resources');
  if (element === undefined) return [];
  if (element.children.length === 0) {
    fields.mistake(element, 'found nothing, expected an Item for each resource', 'add <Item ID="…">');
  }
  const byId = new Map<number, { readonly resource: ResourceDefinition; readonly line: number }>();
  for (const item of element.children) {
    if (item.name !== 'Item') {
      findings.mistake(
        item,
        [...path, 'Resources', item.name],
        'unknown element, expected Item',
        'write <Item ID="…">',
      );
      continue;
    }
    const resource = readResource(item, path, findings);
    if (resource === null) continue;
    const first = byId.get(resource.id);
    if (first === undefined) byId.set(resource.id, { resource, line: findings.lineOf(item) });
    else {
      const problem = `found resource ${resource.id} twice, first in line ${first.line}`;
      findings.mistake(item, [...path, 'Item', resource.id], problem, 'give each resource an id of its own');
    }
  }
  return [...byId.values()].map(({ resource }) => resource).toSorted((a, b) => a.id - b.id);
}
