import { deviationsOf } from '../../../coap/message/deviation.ts';
import type { Decoded, DecodedContent, NewInstance } from '../decoded-content.ts';

const deviation = deviationsOf('content', 'TS 1.0 §5.4.6');

/** The one instance that a Create on an object brings, from the content of that object. */
export function newInstanceFrom({ node, deviations }: DecodedContent): Decoded<NewInstance> {
  if (node?.kind !== 'object') return { node: null, deviations };
  const [instance, second] = node.instances;
  if (instance !== undefined && second === undefined) return { node: instance, deviations };
  const message = `A new instance is due, not ${node.instances.length} of them`;
  return { node: null, deviations: [...deviations, deviation('new-instance', message, 0)] };
}
