import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintValue } from '../coap/message/options.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { CompositeCodec } from '../lwm2m/content/codec.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { type DefinitionLookup, resourceDefinition } from '../lwm2m/model/object-definition.ts';
import { definitionsFor } from '../lwm2m/model/registry.ts';
import { formatPath, type Lwm2mPath, parsePath } from '../lwm2m/path.ts';
import { fromPlain, type PlainValue } from '../lwm2m/plain-value.ts';
import type { Content } from '../server/device-operations.ts';

/** Body of a Read-Composite or Observe-Composite: these paths, of any depth; `/` is everything. */
export function compositePaths(format: number, ...paths: readonly string[]): Content {
  const selectors = paths.map(path => (path === '/' ? 'root' : parsed(path)));
  return { format, payload: codecOf(format).encodePaths(selectors) };
}

/** Body of a Write-Composite: values by the path of a resource or resource instance, in their order. */
export function compositeValues(
  format: number,
  values: Readonly<Record<string, PlainValue>>,
  definitions: DefinitionLookup = definitionsFor('1.1'),
): Content {
  const typed = Object.entries(values).map(([text, plain]) => {
    const path = parsed(text);
    const type = resourceDefinition(definitions(path.object), path.resource ?? -1)?.type ?? 'String';
    const value = fromPlain(type, plain);
    if (value === null) throw misuse(`${JSON.stringify(plain)} is not of type ${type}`);
    return { path, type, value, time: null };
  });
  return { format, payload: codecOf(format).encodeValues(typed) };
}

/** SenML JSON, exactly these records. */
export function senmlJson(records: readonly object[]): Content {
  return { format: ContentFormat.senmlJson, payload: Buffer.from(JSON.stringify(records), 'utf8') };
}

/** The paths that the body of a Read-Composite or Observe-Composite selects; none when it cannot be read. */
export function pathsSelected(message: CoapMessage): readonly string[] {
  const codec = compositeCodec(uintValue(message, OptionNumber.contentFormat) ?? -1);
  const { node } = codec?.decodePaths(message.payload) ?? { node: null };
  return (node ?? []).map(path => (path === 'root' ? '/' : formatPath(path)));
}

function codecOf(format: number): CompositeCodec {
  const codec = compositeCodec(format);
  if (codec !== undefined) return codec;
  throw misuse(`content format ${format} cannot carry values of unrelated paths`);
}

function parsed(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw misuse(`not a path: ${text}`);
  return path;
}

function misuse(message: string): HarnessBugError {
  return new HarnessBugError('content.value', message, { hint: 'correct the purpose that asks for it' });
}
