import {
  type ClientContext,
  ContentFormat,
  clientError,
  code,
  content,
  type Expectation,
  type Outcome,
  type RegisteredDevice,
  satisfies,
  tlv,
  toPlain,
  type Values,
  valueCases,
  valuesIn,
} from '../../harness/touchstone.ts';
import { type DescribedResource, describedResources } from './described-tree.ts';

/** What has purposes of its own, or would take the device away from the tester: by object, or by object and resource. */
const NOT_EXECUTED: Readonly<Record<string, string>> = {
  1: 'disables the device, or lets it bootstrap',
  3: 'reboots or resets the device',
  5: 'updates the firmware',
  8: 'locks or wipes the device',
  9: 'installs or removes software',
  13: 'takes the device off its bearer',
};
const NOT_WRITTEN: Readonly<Record<string, string>> = {
  2: 'may take away the rights of the tester',
  5: 'downloads firmware, or drops it',
  8: 'locks the device',
  9: 'downloads software',
  10: 'may take the device off its network',
  11: 'may take the device off its network',
  12: 'may take the device off its network',
  13: 'may take the device off its network',
  16: 'names the device',
};

/** Every operation that the definition allows, on every resource of the object. */
export async function allowedOperations(t: ClientContext, registered: RegisteredDevice, objectId: number) {
  const { device } = registered;
  for (const each of await described(t, registered, objectId)) {
    const { path, words, resource } = each;
    const { operations } = resource;
    if (operations === 'E') {
      if (NOT_EXECUTED[objectId] === undefined)
        t.check(`execute-${words}`, await device.execute(path), code('2.04'));
    } else if (operations.includes('R')) {
      await readable(t, registered, each);
    } else if (operations === 'W' && NOT_WRITTEN[objectId] === undefined) {
      const other = otherContent(t, each, {});
      if (other !== null) t.check(`write-${words}`, await device.write(path, other.content), code('2.04'));
    }
  }
  const left = [NOT_EXECUTED[objectId], NOT_WRITTEN[objectId]].filter(reason => reason !== undefined);
  if (left.length > 0) {
    // Nothing is judged here: the record says what was left out, and why.
    t.check(
      `left-out-${objectId}`,
      left.join('; '),
      satisfies('what is not tried', () => true),
      { level: 'may' },
    );
  }
}

async function readable(
  t: ClientContext,
  { device }: RegisteredDevice,
  { path, words, resource, object }: DescribedResource,
) {
  const read = await device.read(path, ContentFormat.tlv);
  t.check(`read-${words}`, read, code('2.05'));
  const observation = await device.observe(path, ContentFormat.tlv);
  t.check(`observe-${words}`, observation.first, code('2.05'));
  await observation.cancelByGet();
  // Attributes are optional, and so is each of them.
  t.check(`attributes-${words}`, await device.writeAttributes(path, 'pmin=1'), code('2.04', '4.00', '4.05'));
  await device.writeAttributes(path, 'pmin');
  const writable = resource.operations.includes('W') && NOT_WRITTEN[object.id] === undefined;
  if (!writable || read.kind !== 'response' || read.message.code !== '2.05') return;
  // What it has already is what it can bear, whatever it is for.
  const same = contentOf(path, await t.valuesAt(device, path), t);
  t.check(`write-${words}`, await device.write(path, same), code('2.04'));
}

/** Every operation that the definition does not allow, on every resource of the object. */
export async function refusedOperations(t: ClientContext, registered: RegisteredDevice, objectId: number) {
  const { device } = registered;
  for (const each of await described(t, registered, objectId)) {
    const { path, words, resource } = each;
    const { operations } = resource;
    if (!operations.includes('R')) {
      t.check(`read-${words}`, await device.read(path), code('4.05'));
      t.check(`observe-${words}`, (await device.observe(path)).first, code('4.05'));
    }
    if (operations === 'R') await notWritable(t, registered, each);
    if (operations !== 'E') t.check(`execute-${words}`, await device.execute(path), code('4.05'));
    t.check(`delete-${words}`, await device.delete(path), clientError());
    if (operations.includes('R'))
      t.check(`still-${words}`, await device.read(path, ContentFormat.tlv), code('2.05'));
  }
  if (t.definitions(objectId)?.multiple !== false) return;
  // There is one instance, and one is all there can be.
  t.check(`create-${objectId}`, await device.create(`/${objectId}`, anything(objectId)), clientError());
}

/** 4.05 to a value of the right type that it does not have, and it does not have it afterwards either. */
async function notWritable(t: ClientContext, { device }: RegisteredDevice, each: DescribedResource) {
  const { path, words } = each;
  const read = await device.read(path, ContentFormat.tlv);
  // Without a value there is none that it could lose; whether it should have one, the Read at the end tells.
  const held = read.kind === 'response' ? valuesIn(path, read.message, t.definitions) : {};
  const other = otherContent(t, each, held);
  if (other === null) return;
  t.check(`write-${words}`, await device.write(path, other.content), code('4.05'));
  const kept: Expectation<Outcome> = content(path, `not ${JSON.stringify(other.plain)}`, values =>
    Object.values(values).every(value => value !== other.plain),
  );
  t.check(`kept-${words}`, await device.read(path, ContentFormat.tlv), kept);
}

/** A legal value that the resource does not have; null where there is none. */
function otherContent(t: ClientContext, { path, resource, object }: DescribedResource, held: Values) {
  const legal = valueCases(resource)
    .filter(({ kind }) => kind === 'legal')
    .map(({ value }) => toPlain(value))
    .filter(value => String(value).length < 32 && !Object.values(held).includes(value));
  // Not the most ordinary one, which a device comes to by itself.
  const plain = legal.at(-1);
  if (plain === undefined) return null;
  const value = resource.multiple ? { 0: plain } : plain;
  return { plain, content: tlv(path, value, id => (id === object.id ? object : t.definitions(id))) };
}

/** Values of one resource, single or multiple, as they were read. */
function contentOf(path: string, values: Values, t: ClientContext) {
  const { [path]: single } = values;
  const several = Object.entries(values).map(([at, value]) => [at.slice(path.length + 1), value] as const);
  return tlv(path, single ?? Object.fromEntries(several), t.definitions);
}

function anything(objectId: number) {
  return tlv(`/${objectId}`, {});
}

async function described(t: ClientContext, registered: RegisteredDevice, objectId: number) {
  const resources = await describedResources(t, registered, objectId);
  if (resources.length > 0) return resources;
  return t.inconclusive(
    'preamble.refused',
    `nothing of object ${objectId} that a definition describes is shown`,
  );
}
