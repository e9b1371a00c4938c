import type { ReceivedMessage } from '../coap/exchange/received-message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { decodeContent } from '../lwm2m/content/content.ts';
import { valuesOf } from '../lwm2m/content/flat/values-of.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import { formatPath, parsePath } from '../lwm2m/path.ts';
import { type PlainValue, toPlain } from '../lwm2m/plain-value.ts';

/** Values by full path. */
export type ShownValues = Readonly<Record<string, PlainValue>>;

/** Values by full path; empty when the payload carries none that can be read, or is only a part of what was to come. */
export function valuesIn(
  path: string,
  message: ReceivedMessage,
  definitions: DefinitionLookup,
): Record<string, PlainValue> {
  const parsed = parsePath(path);
  const format = uintValue(message, OptionNumber.contentFormat);
  if (parsed === null || format === undefined || message.transfer?.complete === false) return {};
  const { node } = decodeContent(format, parsed, message.payload, definitions);
  return node === null
    ? {}
    : Object.fromEntries(
        valuesOf(parsed, node).map(({ path: of, value }) => [formatPath(of), toPlain(value)]),
      );
}
