import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { uintOption, uintValue } from '../coap/message/options.ts';
import type { CompositeCodec } from '../lwm2m/content/codec.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import type { PathValue } from '../lwm2m/content/flat/path-value.ts';
import { definitionsFor } from '../lwm2m/model/registry.ts';
import { formatPath, parsePath } from '../lwm2m/path.ts';
import type { Value } from '../lwm2m/value.ts';
import { all, type MessageChange, withOptions, withPayload } from './message-changes.ts';
import type { MessageTest } from './message-tests.ts';

const definitions = definitionsFor('1.1');

/** One value of composite content; its path as text. */
export interface CompositeValue extends Omit<PathValue, 'path'> {
  readonly path: string;
}

/** SenML, in whichever syntax. */
export const isSenml: MessageTest = message => codecOf(message) !== undefined;

/** The values that SenML carries, even where a strict reader would object; none when it cannot be read. */
export function compositeValuesIn(message: CoapMessage): readonly CompositeValue[] {
  const values = codecOf(message)?.decodeValues(message.payload, definitions).node ?? [];
  return values.map(value => ({ ...value, path: formatPath(value.path) }));
}

/** The paths that a Read-Composite or Observe-Composite asks for, `/` for everything. */
export function compositePathsIn(message: CoapMessage): readonly string[] {
  const paths = codecOf(message)?.decodePaths(message.payload).node ?? [];
  return paths.map(path => (path === 'root' ? '/' : formatPath(path)));
}

/** Changes the values of SenML; anything else stays. */
export const withValues =
  (change: (values: readonly CompositeValue[]) => readonly CompositeValue[]): MessageChange =>
  message => {
    const codec = codecOf(message);
    if (codec === undefined || codec.decodeValues(message.payload, definitions).node === null) return message;
    const changed = change(compositeValuesIn(message)).map(value => ({ ...value, path: idsOf(value.path) }));
    return withPayload(() => codec.encodeValues(changed))(message);
  };

/** Changes what a Read-Composite or Observe-Composite asks for. */
export const withPaths =
  (change: (paths: readonly string[]) => readonly string[]): MessageChange =>
  message => {
    const codec = codecOf(message);
    if (codec === undefined) return message;
    const changed = change(compositePathsIn(message)).map(path => (path === '/' ? 'root' : idsOf(path)));
    return withPayload(() => codec.encodePaths(changed))(message);
  };

/** Writes the values of SenML in the other syntax. */
export const inSenml =
  (format: number): MessageChange =>
  message => {
    const read = codecOf(message)?.decodeValues(message.payload, definitions).node ?? null;
    const codec = compositeCodec(format);
    if (read === null || codec === undefined) return message;
    return all(
      withOptions(OptionNumber.contentFormat, [uintOption(OptionNumber.contentFormat, format)]),
      withPayload(() => codec.encodeValues(read)),
    )(message);
  };

/** Text at a path, as SenML carries it. */
export function textValue(path: string, value: Value): CompositeValue {
  return { path, type: 'String', value, time: null };
}

function codecOf(message: CoapMessage): CompositeCodec | undefined {
  return compositeCodec(uintValue(message, OptionNumber.contentFormat) ?? -1);
}

function idsOf(path: string) {
  return parsePath(path) ?? { object: 0 };
}
