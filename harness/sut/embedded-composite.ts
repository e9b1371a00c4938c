import type { Outcome, ReceivedMessage } from '../coap/exchange/received-message.ts';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { type DefinitionLookup, resourceDefinition } from '../lwm2m/model/object-definition.ts';
import { formatPath, type Lwm2mPath, parsePath } from '../lwm2m/path.ts';
import { fromPlain, type PlainValue, toPlain } from '../lwm2m/plain-value.ts';
import { compositeContentOf } from '../server/composite-values.ts';
import type { Content, DeviceOperations } from '../server/device-operations.ts';
import type { ShownValues } from '../server/values-in.ts';

/** The format in which the embedded server writes, and asks for, values of unrelated paths. */
const FORMAT = ContentFormat.senmlCbor;

/** Values by full path out of composite content; none where it cannot be read. */
export function compositeShown(message: ReceivedMessage, definitions: DefinitionLookup): ShownValues {
  const values = compositeContentOf(message, definitions).values ?? [];
  return Object.fromEntries(values.map(({ path, value }) => [formatPath(path), toPlain(value)]));
}

export function readComposite(device: DeviceOperations, paths: readonly string[]): Promise<Outcome> {
  return device.composite.read(selecting(paths), FORMAT);
}

/** Resolves with the first answer; `notified` hears of what comes after it. */
export async function observeComposite(
  device: DeviceOperations,
  paths: readonly string[],
  notified: (message: ReceivedMessage) => void,
): Promise<Outcome> {
  const observation = await device.composite.observe(selecting(paths), FORMAT);
  observation.onNotification(notified);
  return observation.first;
}

export function writeComposite(
  device: DeviceOperations,
  values: Readonly<Record<string, PlainValue>>,
  definitions: DefinitionLookup,
): Promise<Outcome> {
  const typed = Object.entries(values).map(([text, plain]) => {
    const path = parsed(text);
    const type = resourceDefinition(definitions(path.object), path.resource ?? -1)?.type ?? 'String';
    const value = fromPlain(type, plain);
    if (value === null) throw misuse(`${JSON.stringify(plain)} is not of type ${type}`);
    return { path, type, value, time: null };
  });
  return device.composite.write(content(codec().encodeValues(typed)));
}

function selecting(paths: readonly string[]): Content {
  return content(codec().encodePaths(paths.map(parsed)));
}

function content(payload: Uint8Array): Content {
  return { format: FORMAT, payload };
}

function codec(): NonNullable<ReturnType<typeof compositeCodec>> {
  const found = compositeCodec(FORMAT);
  if (found === undefined) throw misuse(`no composite content in format ${FORMAT}`);
  return found;
}

function parsed(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw misuse(`not a path: ${text}`);
  return path;
}

function misuse(message: string): HarnessBugError {
  return new HarnessBugError('content.value', message, { hint: 'correct the purpose that asks for it' });
}
