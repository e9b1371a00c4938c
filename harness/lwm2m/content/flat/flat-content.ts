/** Between the tree of a path and the flat values that a payload lists. */
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import type { Lwm2mPath } from '../../path.ts';
import type { Decoded, DecodedContent, NewInstance } from '../decoded-content.ts';
import { expectNodeAt } from '../node-at-path.ts';
import { nodeFrom } from './node-from.ts';
import type { LocatedValue, PathValue } from './path-value.ts';
import { valuesOf } from './values-of.ts';

/** The tree of values that were read, behind whatever was wrong with them. */
export function contentAt(
  path: Lwm2mPath,
  { node: values, deviations }: Decoded<readonly LocatedValue[]>,
  definitions: DefinitionLookup,
): DecodedContent {
  if (values === null) return { node: null, deviations };
  const content = nodeFrom(path, values, definitions);
  if (deviations.length === 0) return content;
  return { node: content.node, deviations: [...deviations, ...content.deviations] };
}

export function withoutOffsets({
  node,
  deviations,
}: Decoded<readonly LocatedValue[]>): Decoded<readonly PathValue[]> {
  return { node: node === null ? null : node.map(({ offset, ...value }) => value), deviations };
}

/**
 * The values of the tree that a path points at.
 * @throws HarnessBugError `content.node` when the node is not what the path points at.
 */
export function nodeValues(path: Lwm2mPath, node: Lwm2mNode): PathValue[] {
  expectNodeAt(path, node);
  return valuesOf(path, node);
}

/**
 * The values of a new instance in a format that has no place for them but behind its id.
 * @throws HarnessBugError `content.node` when the instance has no id.
 */
export function newInstanceValues(object: number, { id, resources }: NewInstance): PathValue[] {
  if (id !== null) return valuesOf({ object, instance: id }, { kind: 'instance', id, resources });
  throw new HarnessBugError('content.node', 'A new instance without id has no name for its values', {
    hint: 'Choose a format whose newInstance codec is anonymous.',
  });
}
