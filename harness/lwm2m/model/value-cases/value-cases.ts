import { type Value, valueFits } from '../../value.ts';
import type { ObjectDefinition, ResourceDefinition } from '../object-definition.ts';
import { formatRange, inRange } from '../range.ts';
import { opaques, texts } from './byte-candidates.ts';
import { foreignValues, isEvidentEverywhere } from './foreign-values.ts';
import { floats, wholeNumbers } from './number-candidates.ts';
import type { Candidate, ValueCase } from './value-case.ts';

export interface ResourceCases {
  readonly object: ObjectDefinition;
  readonly resource: ResourceDefinition;
  readonly cases: readonly ValueCase[];
}

const DATA_TYPES = 'TS 1.0 appendix C';
const RESERVED_ID =
  'ids of 65535 mean nothing unless both are (TS 1.0 §6.1), and no text forbids one of them';

/** Every resource of the objects with the values to try on it, in the order of the definitions. */
export function* casesOfObjects(objects: Iterable<ObjectDefinition>): Iterable<ResourceCases> {
  for (const object of objects) {
    for (const resource of object.resources) {
      yield {
        object,
        resource,
        cases: valueCases(resource, `definition of /${object.id} ${object.version}`),
      };
    }
  }
}

/**
 * Legal, doubtful and illegal values of a resource; the same each time.
 * @param definition what to cite where the definition of the object decides.
 */
export function valueCases(
  resource: ResourceDefinition,
  definition = 'definition of the object',
): readonly ValueCase[] {
  const { type } = resource;
  const own = candidates(resource).map(candidate => judged(resource, candidate, definition));
  const foreign = foreignValues(type).map(
    (each): ValueCase => ({
      kind: 'wrong-type',
      ...each,
      label: `${each.type.toLowerCase().replaceAll(' ', '-')}-instead`,
      evidentIn: isEvidentEverywhere(type, each) ? 'every-format' : 'typed-formats',
      reason: type === 'None' ? 'what is executed has no value' : `of type ${each.type}, not ${type}`,
      clause: DATA_TYPES,
      certainty: 'specified',
    }),
  );
  return [...withoutRepetition(own), ...foreign];
}

function candidates({ type, range }: ResourceDefinition): readonly Candidate[] {
  const intervals = range?.kind === 'numbers' ? range.intervals : [];
  switch (type) {
    case 'String':
      return texts(range);
    case 'Opaque':
      return opaques(range);
    case 'Integer':
    case 'Unsigned Integer':
    case 'Time':
      return wholeNumbers(type, intervals);
    case 'Float':
      return floats(intervals);
    case 'Boolean':
      return [
        { label: 'true', value: true },
        { label: 'false', value: false },
      ];
    case 'Objlnk':
      return LINKS;
    case 'None':
      return [];
  }
}

const LINKS: readonly Candidate[] = [
  { label: 'first-link', value: { object: 0, instance: 0 } },
  { label: 'device', value: { object: 3, instance: 0 } },
  { label: 'last-link', value: { object: 65_534, instance: 65_534 } },
  { label: 'null-link', value: { object: 65_535, instance: 65_535 } },
  { label: 'reserved-object', value: { object: 65_535, instance: 0 }, doubt: RESERVED_ID },
  { label: 'reserved-instance', value: { object: 3, instance: 65_535 }, doubt: RESERVED_ID },
  { label: 'object-too-large', value: { object: 65_536, instance: 0 } },
  { label: 'instance-too-large', value: { object: 3, instance: 65_536 } },
  { label: 'negative-object', value: { object: -1, instance: 0 } },
];

function judged(
  { type, range }: ResourceDefinition,
  { label, value, doubt }: Candidate,
  definition: string,
): ValueCase {
  if (!valueFits(type, value)) {
    const reason = `no ${type} can be that`;
    return { kind: 'out-of-range', label, value, reason, clause: DATA_TYPES, certainty: 'specified' };
  }
  if (!inRange(range, value)) {
    const reason = `outside of ${range === undefined ? type : formatRange(range)}`;
    return { kind: 'out-of-range', label, value, reason, clause: definition, certainty: 'specified' };
  }
  if (doubt !== undefined) {
    return { kind: 'doubtful', label, value, reason: doubt, clause: DATA_TYPES, certainty: 'inferred' };
  }
  if (range?.kind === 'unread') {
    const reason = `a ${type}; what the definition says besides is not understood: ${range.text}`;
    return { kind: 'doubtful', label, value, reason, clause: definition, certainty: 'inferred' };
  }
  const [reason, clause] =
    range === undefined
      ? [`every ${type} is allowed`, DATA_TYPES]
      : [`within ${formatRange(range)}`, definition];
  return { kind: 'legal', label, value, reason, clause, certainty: 'specified' };
}

/** A value once, under its first label: `min` may be `zero`. */
function withoutRepetition(cases: readonly ValueCase[]): readonly ValueCase[] {
  const byValue = new Map<string, ValueCase>();
  for (const each of cases) {
    const key = identity(each.value);
    if (!byValue.has(key)) byValue.set(key, each);
  }
  return [...byValue.values()];
}

/** Tells -0 from 0, which `sameValue` does not. */
function identity(value: Value): string {
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`;
  if (typeof value === 'object') return `link ${value.object}:${value.instance}`;
  return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
}
