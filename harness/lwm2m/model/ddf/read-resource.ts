import type { Mistake } from '../../../yaml/mistake.ts';
import type { ResourceType } from '../../value.ts';
import type { Operations, ResourceDefinition } from '../object-definition.ts';
import { parseRange, type Range } from '../range.ts';
import { Fields, quoted, type Shape } from './fields.ts';
import type { Findings } from './findings.ts';
import type { XmlElement } from './xml-element.ts';

const ITEM: Shape = {
  Name: 'required',
  Operations: 'required',
  MultipleInstances: 'required',
  Mandatory: 'required',
  Type: 'required',
  RangeEnumeration: 'optional',
  Units: 'optional',
  Description: 'optional',
};

export const INSTANCES: ReadonlyMap<string, boolean> = new Map([
  ['Single', false],
  ['Multiple', true],
]);
export const PRESENCE: ReadonlyMap<string, boolean> = new Map([
  ['Mandatory', true],
  ['Optional', false],
]);
const OPERATIONS: ReadonlyMap<string, Operations> = new Map<string, Operations>([
  ['R', 'R'],
  ['W', 'W'],
  ['RW', 'RW'],
  ['E', 'E'],
  ['', 'none'],
]);
const CORE_LINK = 'Corelnk';
const TYPES: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  ['String', 'String'],
  ['Integer', 'Integer'],
  ['Unsigned Integer', 'Unsigned Integer'],
  ['Float', 'Float'],
  ['Boolean', 'Boolean'],
  ['Opaque', 'Opaque'],
  ['Time', 'Time'],
  ['Objlnk', 'Objlnk'],
  // Travels as a String in every content format (TS 1.1 appendix C).
  [CORE_LINK, 'String'],
  ['', 'None'],
]);

/** One `Item`; null when a mistake leaves no resource. */
export function readResource(
  element: XmlElement,
  object: Mistake['field'],
  findings: Findings,
): ResourceDefinition | null {
  const given = element.attributes.ID;
  const path = [
    ...object,
    'Item',
    ...(given === undefined ? [] : [/^\d{1,5}$/.test(given) ? Number(given) : given.slice(0, 40)]),
  ];
  const fields = new Fields(element, path, ITEM, findings);
  const id = given === undefined ? noId(fields) : fields.idIn(element, given);
  const name = fields.name('Name');
  const operations = fields.word('Operations', OPERATIONS);
  const multiple = fields.word('MultipleInstances', INSTANCES);
  const mandatory = fields.word('Mandatory', PRESENCE);
  const type = typeOf(fields, operations);
  if (id === null || name === null || operations === null) return null;
  if (multiple === null || mandatory === null || type === null) return null;
  const range = rangeOf(fields, type);
  const unit = fields.text('Units');
  return {
    ...{ id, name, operations, multiple, mandatory, type },
    ...(range === null ? {} : { range }),
    ...(unit === '' ? {} : { unit }),
  };
}

function noId(fields: Fields): null {
  fields.mistake(fields.element, 'without the attribute ID', 'write <Item ID="…"> with the resource id');
  return null;
}

function typeOf(fields: Fields, operations: Operations | null): ResourceType | null {
  const element = fields.get('Type');
  const type = fields.word('Type', TYPES);
  if (element === undefined || type === null) return type;
  if (operations === 'E' && type !== 'None') {
    fields.notice(element, `${element.text} is left out: what is executed has no value`);
    return 'None';
  }
  if (operations !== null && operations !== 'E' && type === 'None') {
    fields.mistake(element, 'found nothing, expected the type of the value', 'write a type, or Operations E');
    return null;
  }
  if (element.text === CORE_LINK) {
    fields.notice(element, 'Corelnk is read as String; whether it is well-formed link format is not checked');
  }
  return type;
}

function rangeOf(fields: Fields, type: ResourceType): Range | null {
  const element = fields.get('RangeEnumeration');
  if (element === undefined) return null;
  const range = parseRange(type, element.text);
  if (range?.kind !== 'unread') return range;
  const effect = 'kept as text, no value is refused for it';
  fields.notice(element, `${quoted(range.text)} is not understood as a range of ${type}: ${effect}`);
  return range;
}
