import type { Deviation } from '../../coap/message/deviation.ts';
import type { InstanceNode, Lwm2mNode } from '../node.ts';

/**
 * What a payload says. The node is null only where nobody could tell what was meant, and then there is at least
 * one deviation; a strict receiver accepts a node without deviations. Offsets count in the payload.
 */
export interface Decoded<Content> {
  readonly node: Content | null;
  readonly deviations: readonly Deviation[];
}

export type DecodedContent = Decoded<Lwm2mNode>;

/** What a Create asks for: an instance whose id is null where the client is to choose it (TS 1.0 §5.4.6). */
export type NewInstance = Omit<InstanceNode, 'id'> & { readonly id: number | null };
