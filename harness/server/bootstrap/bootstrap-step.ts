import type { BootstrapContent } from '../outgoing-content.ts';

/** One command of a bootstrap sequence, as data (TS 1.0 §5.2). */
export type BootstrapStep =
  /** Bootstrap-Discover of `/` or an object. */
  | { readonly kind: 'discover'; readonly path: string }
  /** Bootstrap-Read of something in object 1 or 2 (TS 1.1 §6.1.7). */
  | { readonly kind: 'read'; readonly path: string }
  /** Bootstrap-Delete of `/`, an object or an instance. */
  | { readonly kind: 'delete'; readonly path: string }
  /** Bootstrap-Write: instances by id to an object, resources by id to an instance, a value to a resource. */
  | { readonly kind: 'write'; readonly path: string; readonly value: BootstrapContent }
  | { readonly kind: 'finish' };

/** `write /0/1`: for people. */
export function describeStep(step: BootstrapStep): string {
  return step.kind === 'finish' ? 'finish' : `${step.kind} ${step.path}`;
}
