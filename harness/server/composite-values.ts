import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { breaches } from '../coap/message/deviation.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import type { PathValue } from '../lwm2m/content/flat/path-value.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';

/** Composite content of a message: the answer to a Read-Composite, a notification, a Send. */
export interface CompositeContent {
  /** In the order of the payload; null where nobody can tell what is meant. */
  readonly values: readonly PathValue[] | null;
  /** What a strict reader objects to first; null: nothing. */
  readonly breach: string | null;
}

export function compositeContentOf(
  message: ReceivedMessage,
  definitions: DefinitionLookup,
): CompositeContent {
  const format = uintValue(message, OptionNumber.contentFormat);
  const codec = format === undefined ? undefined : compositeCodec(format);
  if (codec === undefined) return { values: null, breach: 'no format that carries composite content' };
  if (message.transfer?.complete === false)
    return { values: null, breach: 'only a part of what was to come' };
  const { node, deviations } = codec.decodeValues(message.payload, definitions);
  return { values: node, breach: breaches(deviations)[0]?.message ?? null };
}
