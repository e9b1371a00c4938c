import {
  type DefinitionLookup,
  type ObjectDefinition,
  type ResourceRow,
  resourceTable,
} from '../lwm2m/model/object-definition.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { ResourceType } from '../lwm2m/value.ts';

const TYPES: readonly ResourceType[] = [
  'String',
  'Integer',
  'Unsigned Integer',
  'Float',
  'Boolean',
  'Opaque',
  'Time',
  'Objlnk',
];

/** Of the range that vendors may use without asking (OMA object registry). */
export const FUZZ_OBJECT = 26_241;

/** An object with a single resource of every type, ids 0–7, and a multiple one, ids 10–17. */
const DEFINITION: ObjectDefinition = {
  id: FUZZ_OBJECT,
  name: 'Every type',
  urn: `urn:oma:lwm2m:x:${FUZZ_OBJECT}`,
  version: '1.0',
  multiple: true,
  mandatory: false,
  resources: resourceTable(
    TYPES.flatMap((type, index): ResourceRow[] => [
      [index, `Single ${type}`, 'RW', 'single', 'optional', type],
      [10 + index, `Multiple ${type}`, 'RW', 'multiple', 'optional', type],
    ]),
  ),
};

export const definitionsForFuzzing: DefinitionLookup = id =>
  id === FUZZ_OBJECT ? DEFINITION : definitionOf(id);

/** Paths of every depth, to known and unknown things of every type. */
export const FUZZ_PATHS: readonly string[] = [
  '/3',
  '/3/0',
  '/3/0/0',
  '/3/0/6',
  '/3/0/6/1',
  '/3/0/9',
  '/9999/1',
  '/9999/1/2',
  `/${FUZZ_OBJECT}`,
  `/${FUZZ_OBJECT}/0`,
  ...TYPES.flatMap((_, index) => [`/${FUZZ_OBJECT}/0/${index}`, `/${FUZZ_OBJECT}/0/${10 + index}/0`]),
  `/${FUZZ_OBJECT}/0/10`,
  `/${FUZZ_OBJECT}/0/15`,
];
