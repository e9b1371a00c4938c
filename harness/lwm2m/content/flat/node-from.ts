import { deviationsOf } from '../../../coap/message/deviation.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import { resourceDefinition } from '../../model/object-definition.ts';
import type { InstanceNode, Lwm2mNode, ResourceNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, pathDepth } from '../../path.ts';
import type { Value } from '../../value.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { ofCommonType } from './common-type.ts';
import type { Findings } from './findings.ts';
import { expectInside } from './inside-path.ts';
import type { LocatedValue } from './path-value.ts';

/** RFC 8428 §4.5.3 */
const RELATIVE_BELOW = 2 ** 28;

const deviation = deviationsOf('content', 'TS 1.1 §7.4');

/**
 * The tree at a path, from the values that a flat format carried. Of one path with several times the newest counts.
 * A value outside the path, or a resource that is single and multiple at once, leaves nothing to go on with.
 */
export function nodeFrom(
  path: Lwm2mPath,
  values: readonly LocatedValue[],
  definitions: DefinitionLookup,
): DecodedContent {
  const findings: Findings = { deviations: [], faults: [] };
  const inside = newest(
    values.filter(value => expectInside(path, value, findings)),
    findings,
  );
  const node = nodeAt(path, inside, definitions, findings);
  if (node !== null && findings.faults.length === 0) return { node, deviations: findings.deviations };
  return { node: null, deviations: [...findings.deviations, ...findings.faults] };
}

function nodeAt(
  path: Lwm2mPath,
  values: readonly LocatedValue[],
  definitions: DefinitionLookup,
  findings: Findings,
): Lwm2mNode | null {
  switch (pathDepth(path)) {
    case 1: {
      const instances = grouped(values, value => value.path.instance ?? 0);
      return {
        kind: 'object',
        id: path.object,
        instances: [...instances].map(([id, each]) =>
          instanceNode(path.object, id, each, definitions, findings),
        ),
      };
    }
    case 2:
      return instanceNode(path.object, path.instance ?? 0, values, definitions, findings);
    case 3:
      return resourceAt(path, values, definitions, findings);
    case 4: {
      const [only] = values;
      if (only === undefined) {
        findings.faults.push(deviation('no-value', `Nothing of ${formatPath(path)}`, 0));
        return null;
      }
      return {
        kind: 'resource-instance',
        id: path.resourceInstance ?? 0,
        type: only.type,
        value: only.value,
      };
    }
  }
}

function resourceAt(
  path: Lwm2mPath,
  values: readonly LocatedValue[],
  definitions: DefinitionLookup,
  findings: Findings,
): ResourceNode | null {
  const { object, instance = 0, resource = 0 } = path;
  const [only] = instanceNode(object, instance, values, definitions, findings).resources;
  if (only !== undefined) return only;
  // They are there, and a fault tells what is wrong with them.
  if (values.length > 0) return null;
  const definition = resourceDefinition(definitions(object), resource);
  if (definition?.multiple === true) {
    return { kind: 'multiple', id: resource, type: definition.type, values: new Map() };
  }
  findings.faults.push(deviation('no-value', `Nothing of ${formatPath(path)}`, 0));
  return null;
}

function instanceNode(
  object: number,
  id: number,
  values: readonly LocatedValue[],
  definitions: DefinitionLookup,
  findings: Findings,
): InstanceNode {
  const resources = grouped(values, value => value.path.resource ?? 0);
  return {
    kind: 'instance',
    id,
    resources: [...resources].flatMap(([resource, each]) => {
      const multiple = resourceDefinition(definitions(object), resource)?.multiple;
      const node = resourceNode(resource, each, findings);
      const [{ path, offset } = { path: { object }, offset: 0 }] = each;
      if (node !== null && multiple !== undefined && multiple !== (node.kind === 'multiple')) {
        const due = multiple ? 'a multiple' : 'a single';
        findings.deviations.push(
          deviation('instances', `${formatPath(path)} is part of ${due} resource`, offset),
        );
      }
      return node === null ? [] : [node];
    }),
  };
}

function resourceNode(id: number, values: readonly LocatedValue[], findings: Findings): ResourceNode | null {
  const [first] = values;
  if (first === undefined) return null;
  const single = values.find(({ path }) => path.resourceInstance === undefined);
  if (single === undefined) return multipleNode(id, values, findings);
  if (values.length === 1) return { kind: 'single', id, type: first.type, value: first.value };
  const message = `${formatPath(single.path)} has a value and resource instances`;
  findings.faults.push(deviation('single-and-multiple', message, single.offset));
  return null;
}

/** Without a definition each value has told a type of its own, and those of numbers differ easily: 1 and 1.5. */
function multipleNode(id: number, values: readonly LocatedValue[], findings: Findings): ResourceNode | null {
  const alike = ofCommonType(values);
  if (alike === null) {
    const other = values.find(({ type }) => type !== values[0]?.type);
    const message = `Resource instances of more than one type in resource ${id}`;
    findings.faults.push(deviation('mixed-types', message, other?.offset ?? 0));
    return null;
  }
  const byId = values.map(({ path }, index): [number, Value] => [
    path.resourceInstance ?? 0,
    alike.values[index] ?? '',
  ]);
  return { kind: 'multiple', id, type: alike.type, values: new Map(byId) };
}

/** One value per path, in the order of first appearance. */
function newest(values: readonly LocatedValue[], findings: Findings): LocatedValue[] {
  const byPath = new Map<number, LocatedValue>();
  for (const value of values) {
    const key = keyInObject(value.path);
    const known = byPath.get(key);
    if (known === undefined) byPath.set(key, value);
    else if (known.time === value.time) {
      const message = `${formatPath(value.path)} appears more than once`;
      findings.deviations.push(deviation('duplicate', message, value.offset));
    } else if (recency(value) > recency(known)) byPath.set(key, value);
  }
  return byPath.size === values.length ? [...values] : [...byPath.values()];
}

const LEVEL = 2 ** 17;

/** One number for the ids below the object; 0 stands for an id that is not there. */
function keyInObject({ instance = -1, resource = -1, resourceInstance = -1 }: Lwm2mPath): number {
  return ((instance + 1) * LEVEL + resource + 1) * LEVEL + resourceInstance + 1;
}

/** Orders times: what is told relative to now is newer than what has a date. */
function recency({ time }: LocatedValue): number {
  if (time === null) return 0;
  return time < RELATIVE_BELOW ? time : time - Number.MAX_SAFE_INTEGER;
}

function grouped(
  values: readonly LocatedValue[],
  keyOf: (value: LocatedValue) => number,
): ReadonlyMap<number, readonly LocatedValue[]> {
  return Map.groupBy(values, keyOf);
}
