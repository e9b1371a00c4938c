import type { ObjectDefinition, ResourceDefinition } from '../object-definition.ts';
import { formatRange } from '../range.ts';

/** Object definitions as the object definition file that `parseDdf` reads back. */
export function formatDdf(objects: readonly ObjectDefinition[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<LWM2M>',
    ...objects.flatMap(objectLines),
    '</LWM2M>',
    '',
  ].join('\n');
}

function objectLines(object: ObjectDefinition): readonly string[] {
  return [
    '  <Object ObjectType="MODefinition">',
    element('Name', object.name),
    element('Description1', ''),
    element('ObjectID', String(object.id)),
    element('ObjectURN', object.urn),
    element('LWM2MVersion', '1.0'),
    element('ObjectVersion', object.version),
    element('MultipleInstances', object.multiple ? 'Multiple' : 'Single'),
    element('Mandatory', object.mandatory ? 'Mandatory' : 'Optional'),
    '    <Resources>',
    ...object.resources.flatMap(resourceLines),
    '    </Resources>',
    element('Description2', ''),
    '  </Object>',
  ];
}

function resourceLines(resource: ResourceDefinition): readonly string[] {
  const { id, name, operations, multiple, mandatory, type, range, unit = '' } = resource;
  return [
    `      <Item ID="${id}">`,
    ...[
      element('Name', name),
      element('Operations', operations === 'none' ? '' : operations),
      element('MultipleInstances', multiple ? 'Multiple' : 'Single'),
      element('Mandatory', mandatory ? 'Mandatory' : 'Optional'),
      element('Type', type === 'None' ? '' : type),
      element('RangeEnumeration', range === undefined ? '' : formatRange(range)),
      element('Units', unit),
      element('Description', ''),
    ].map(line => `    ${line}`),
    '      </Item>',
  ];
}

function element(name: string, text: string): string {
  return `    <${name}>${escaped(text)}</${name}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
