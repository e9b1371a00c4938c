import { type Deviation, deviationsOf } from '../../../coap/message/deviation.ts';
import { resourceText } from './path-text.ts';
import type { LocatedValue } from './path-value.ts';

const deviation = deviationsOf('content', 'TS 1.1 §7.4');

/**
 * Resources that have a value and, in the same payload, resource instances: no resource is single and multiple at once.
 * For values that are not made a tree, where that would show. One deviation for each value that comes second.
 */
export function pathClashes(values: readonly LocatedValue[]): Deviation[] {
  const kinds = new Map<string, 'single' | 'multiple'>();
  return values.flatMap(({ path, offset }) => {
    const kind = path.resourceInstance === undefined ? 'single' : 'multiple';
    const resource = resourceText(path);
    const known = kinds.get(resource);
    if (known === undefined) kinds.set(resource, kind);
    if (known === undefined || known === kind) return [];
    return [deviation('single-and-multiple', `${resource} has a value and resource instances`, offset)];
  });
}
