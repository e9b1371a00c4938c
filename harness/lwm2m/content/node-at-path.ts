import { HarnessBugError } from '../../errors/touchstone-error.ts';
import type { Lwm2mNode } from '../node.ts';
import { formatPath, type Lwm2mPath, pathDepth } from '../path.ts';

const DEPTHS = { object: 1, instance: 2, single: 3, multiple: 3, 'resource-instance': 4 } as const;

/** @throws HarnessBugError `content.node` when a node is not what the path points at. */
export function expectNodeAt(path: Lwm2mPath, { kind }: Lwm2mNode): void {
  if (DEPTHS[kind] === pathDepth(path)) return;
  throw new HarnessBugError('content.node', `A node of kind ${kind} is not what ${formatPath(path)} is`, {
    hint: 'Pass an object for /O, an instance for /O/I, a resource for /O/I/R, a resource instance for /O/I/R/RI.',
  });
}
