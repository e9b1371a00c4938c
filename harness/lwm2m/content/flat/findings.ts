import type { Deviation } from '../../../coap/message/deviation.ts';
import type { Decoded } from '../decoded-content.ts';

/** Collects what is wrong while content is read; a fault means that the content cannot be used at all. */
export interface Findings {
  readonly deviations: Deviation[];
  readonly faults: Deviation[];
}

/** What was read, unless a fault was found meanwhile. */
export function concluded<Content>(content: Content, { deviations, faults }: Findings): Decoded<Content> {
  if (faults.length === 0) return { node: content, deviations };
  return { node: null, deviations: [...deviations, ...faults] };
}
