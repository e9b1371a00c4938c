import {
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  content,
  malformed,
  type RegisteredDevice,
  satisfies,
  tlv,
  unchanged,
} from '../../harness/touchstone.ts';
import { writableResource } from './writable-resource.ts';

type Counts = Readonly<Record<number, number>>;

clientPurpose(
  {
    id: 'management.bv.replace-multiple-resource',
    title: 'replaces every value of a multiple resource when it is written, whatever ids there are',
    requirements: ['HLF-010', 'HLF-033'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
    when: 'writable.multiple',
  },
  async t => {
    const registered = await t.registered();
    const { path } = await writableResource(t, registered, 'Integer', true);
    const write = (counts: Counts) => registered.device.write(path, tlv(path, counts, t.definitions));
    t.check('several', await write({ 0: 1, 2: 300, 300: -7 }), code('2.04'));
    t.check('several-read-back', await read(registered, path), exactly(path, { 0: 1, 2: 300, 300: -7 }));
    t.check('other-ids', await write({ 65534: 9 }), code('2.04'));
    t.check('other-ids-read-back', await read(registered, path), exactly(path, { 65534: 9 }));
  },
);

clientPurpose(
  {
    id: 'management.bv.add-to-multiple-resource',
    title: 'adds and changes values of a multiple resource in a partial update, and keeps its others',
    requirements: ['HLF-010', 'HLF-033', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
    when: 'writable.multiple',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const { path, resource } = await writableResource(t, registered, 'Integer', true);
    t.done(await device.write(path, tlv(path, { 0: 1, 2: 2 }, t.definitions)), 'the Write');
    const instance = path.split('/').slice(0, 3).join('/');
    const update = tlv(instance, { [resource.id]: { 2: 5, 4: 7 } }, t.definitions);
    t.check('response-code', await device.write(instance, update, 'update'), code('2.04'));
    t.check('merged', await read(registered, path), exactly(path, { 0: 1, 2: 5, 4: 7 }));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-single-for-multiple',
    title: 'refuses a single value for a multiple resource, and keeps what it has',
    requirements: ['HLF-010', 'HLF-033'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    when: 'writable.multiple',
    twin: 'management.bv.replace-multiple-resource',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const { path, resource } = await writableResource(t, registered, 'Integer', true);
    const before = await t.valuesAt(device, path);
    const id = resource.id.toString(16).padStart(4, '0');
    const single = malformed(bytes(ContentFormat.tlv, `E1 ${id} 2A`));
    t.check('response-code', await device.write(path, single), code('4.00'));
    const instances = malformed(bytes(ContentFormat.tlv, '41 00 2A'));
    t.check('without-its-resource', await device.write(path, instances), code('4.00'), { level: 'should' });
    t.check('nothing-changed', await read(registered, path), unchanged(path, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-multiple-one-wrong',
    title: 'changes no value of a multiple resource when one of the new ones is of no legal length',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    when: 'writable.multiple',
    twin: 'management.bv.replace-multiple-resource',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const { path, resource } = await writableResource(t, registered, 'Integer', true);
    t.done(await device.write(path, tlv(path, { 0: 1, 2: 2 }, t.definitions)), 'the Write');
    const before = await t.valuesAt(device, path);
    const id = resource.id.toString(16).padStart(4, '0');
    // The second value has three bytes.
    const wrong = malformed(bytes(ContentFormat.tlv, `A8 ${id} 08 41 00 09 43 02 01 02 03`));
    t.check('response-code', await device.write(path, wrong), code('4.00'));
    t.check('nothing-changed', await read(registered, path), unchanged(path, before));
  },
);

clientPurpose(
  {
    id: 'management.bv.multiple-with-one-value',
    title: 'gives a multiple resource of one value as a multiple resource',
    requirements: ['HLF-033', 'HLF-034'],
    clause: 'TS 1.0 §5.4.1, §6.4.3',
    when: 'writable.multiple',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const { path } = await writableResource(t, registered, 'Integer', true);
    t.done(await device.write(path, tlv(path, { 3: 1 }, t.definitions)), 'the Write');
    t.check('resource', await read(registered, path), exactly(path, { 3: 1 }));
    const instance = path.split('/').slice(0, 3).join('/');
    const values = await t.valuesAt(device, instance);
    t.check(
      'in-its-instance',
      values[`${path}/3`],
      satisfies('1', value => value === 1),
    );
  },
);

function read({ device }: RegisteredDevice, path: string) {
  return device.read(path, ContentFormat.tlv);
}

function exactly(path: string, counts: Counts) {
  const wanted = new Map(Object.entries(counts).map(([id, count]) => [`${path}/${id}`, count]));
  return content(path, `${path}: ${JSON.stringify(counts)}`, values => {
    const held = Object.entries(values);
    return held.length === wanted.size && held.every(([at, value]) => wanted.get(at) === value);
  });
}
