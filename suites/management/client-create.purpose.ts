import {
  bytes,
  type ClientContext,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  content,
  locationUnder,
  malformed,
  message,
  type Outcome,
  type RegisteredDevice,
  text,
  tlv,
  unchanged,
} from '../../harness/touchstone.ts';
import { listAfter, listing, SENSOR, sensorWithId } from './written-instance.ts';

clientPurpose(
  {
    id: 'management.bv.create-without-id',
    title: 'creates an instance whose id it chooses itself, tells the id, and lists the instance',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §5.3.2',
    ets: ['LightweightM2M-1.0-int-270'],
    when: 'op.create && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    const created = await device.create('/3303', tlv('/3303', SENSOR));
    t.check('response-code', created, code('2.01'));
    t.check('location', created, locationUnder('/3303'));
    const path = locationOf(created);
    t.check('listed', await listAfter(t), listing(path));
    const read = await device.read(path, ContentFormat.tlv);
    t.check(
      'unit',
      read,
      content(path, `unit of ${path}`, values => values[`${path}/5701`] === 'Cel'),
    );
  },
);

clientPurpose(
  {
    id: 'management.bv.create-with-id',
    title: 'creates an instance with the id that the server chooses, and lists it',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §6.4.3, §5.3.2',
    ets: ['LightweightM2M-1.0-int-270'],
    when: 'op.create && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    const created = await device.create('/3303', sensorWithId(77));
    t.check('response-code', created, code('2.01'));
    // Needed only where the client has chosen the id; a right one does no harm (OMA#248).
    t.check('location', created, noOtherLocation('/3303/77'));
    t.check('listed', await listAfter(t), listing('/3303/77'));
    const read = await device.read('/3303/77', ContentFormat.tlv);
    t.check(
      'created',
      read,
      content('/3303/77', 'unit Cel', values => values['/3303/77/5701'] === 'Cel'),
    );
  },
);

clientPurpose(
  {
    id: 'management.bv.create-keeps-others',
    title: 'leaves the other instances alone when it creates one',
    requirements: ['HLF-010', 'HLF-033'],
    clause: 'TS 1.0 §5.4.6',
    when: 'op.create && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.create('/3303', sensorWithId(40)), 'the first Create');
    const before = await t.valuesAt(device, '/3303/40');
    t.check('response-code', await device.create('/3303', sensorWithId(41)), code('2.01'));
    t.check('other', await device.read('/3303/40', ContentFormat.tlv), unchanged('/3303/40', before));
    t.check('account', await device.read('/1', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bv.create-several',
    title: 'gives every instance that it creates an id of its own',
    requirements: ['HLF-010', 'HLF-033'],
    clause: 'TS 1.0 §5.4.6, §6.1',
    when: 'op.create && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    const first = await device.create('/3303', tlv('/3303', SENSOR));
    const second = await device.create('/3303', tlv('/3303', SENSOR));
    t.check('first', first, code('2.01'));
    t.check('second', second, code('2.01'));
    t.check(
      'another-id',
      second,
      message(
        `an id other than that of ${locationOf(first)}`,
        () => ({ pass: locationOf(second) !== locationOf(first), received: locationOf(second) }),
        'option.unexpected',
      ),
    );
    t.check('first-there', await device.read(locationOf(first), ContentFormat.tlv), code('2.05'));
    t.check('second-there', await device.read(locationOf(second), ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bv.create-boundary-ids',
    title: 'creates instances with the lowest and the highest id that there can be',
    requirements: ['HLF-020', 'HLF-010'],
    clause: 'TS 1.0 §5.4.6, §6.1',
    when: 'op.create && op.delete && create.3303',
  },
  async t => {
    const { device } = await t.registered();
    await device.delete('/3303/0');
    t.check('lowest', await device.create('/3303', sensorWithId(0)), code('2.01'));
    t.check('highest', await device.create('/3303', sensorWithId(65_534)), code('2.01'));
    t.check('lowest-there', await device.read('/3303/0', ContentFormat.tlv), code('2.05'));
    t.check('highest-there', await device.read('/3303/65534', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'management.bi.create-reserved-id',
    title: 'answers 4.00 to a Create with the reserved id 65535 and creates nothing',
    requirements: ['HLF-020', 'HLF-010'],
    clause: 'TS 1.0 §5.4.6, §6.1, §8.2.5',
    when: 'op.create && create.3303',
    twin: 'management.bv.create-with-id',
  },
  async t => {
    const registered = await t.registered();
    const before = await instancesOf(t, registered);
    const created = await registered.device.create('/3303', malformed(sensorWithId(65_535)));
    t.check('response-code', created, code('4.00'));
    t.check(
      'nothing-created',
      await registered.device.read('/3303', ContentFormat.tlv),
      sameInstances(before),
    );
  },
);

clientPurpose(
  {
    id: 'management.bi.create-id-in-use',
    title: 'refuses a Create with an id that is in use, and keeps the instance that has it',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §8.2.5',
    when: 'op.create && create.3303',
    twin: 'management.bv.create-with-id',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.create('/3303', sensorWithId(77)), 'the first Create');
    const before = await t.valuesAt(device, '/3303/77');
    const other = bytes(ContentFormat.tlv, '08 4D 0E E4 16 44 3F 80 00 00 E4 16 45 4B 65 6C 76');
    const created = await device.create('/3303', other);
    t.check('refused', created, clientError());
    t.check('response-code', created, code('4.00'), { level: 'should' });
    t.check('kept', await device.read('/3303/77', ContentFormat.tlv), unchanged('/3303/77', before));
  },
);

clientPurpose(
  {
    id: 'management.bi.create-malformed',
    title: 'answers 4.00 to a Create with malformed TLV and creates nothing',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §6.4.3, §8.2.5',
    when: 'op.create && create.3303',
    twin: 'management.bv.create-with-id',
  },
  async t => {
    const registered = await t.registered();
    const before = await instancesOf(t, registered);
    const create = (hex: string) =>
      registered.device.create('/3303', malformed(bytes(ContentFormat.tlv, hex)));
    t.check('longer-than-payload', await create('08 4D 7F E4 16 44 41 A4 00 00'), code('4.00'));
    t.check('ends-in-header', await create('08 4D'), code('4.00'));
    t.check('float-of-three-bytes', await create('08 4D 06 E3 16 44 41 A4 00'), code('4.00'));
    t.check(
      'nothing-created',
      await registered.device.read('/3303', ContentFormat.tlv),
      sameInstances(before),
    );
  },
);

clientPurpose(
  {
    id: 'management.bi.create-unsupported-format',
    title: 'answers 4.15 to a Create in a format that nobody knows and creates nothing',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §8.2.5, RFC 7252 §5.9.2.11',
    when: 'op.create && create.3303',
    twin: 'management.bv.create-with-id',
  },
  async t => {
    const registered = await t.registered();
    const before = await instancesOf(t, registered);
    const { payload } = sensorWithId(77);
    t.check('unknown', await registered.device.create('/3303', { format: 65_000, payload }), code('4.15'));
    t.check('draft-tlv', await registered.device.create('/3303', { format: 1542, payload }), code('4.15'));
    // Text carries one value, never an instance; which of the two is wrong is a matter of view.
    t.check('text', await registered.device.create('/3303', malformed(text('20.5'))), code('4.15', '4.00'));
    t.check(
      'nothing-created',
      await registered.device.read('/3303', ContentFormat.tlv),
      sameInstances(before),
    );
  },
);

clientPurpose(
  {
    id: 'management.bi.create-absent-object',
    title: 'answers 4.04 to a Create on an object that it does not have',
    requirements: ['HLF-014', 'HLF-034'],
    clause: 'TS 1.0 §5.4.6, §8.2.5',
    when: 'op.create && create.3303',
    twin: 'management.bv.create-with-id',
  },
  async t => {
    const { device } = await t.registered();
    t.check(
      'response-code',
      await device.create('/42700', bytes(ContentFormat.tlv, 'C1 00 31')),
      code('4.04'),
    );
    t.check('still-absent', await device.read('/42700'), code('4.04'));
  },
);

function locationOf(created: Outcome): string {
  if (created.kind !== 'response') return '/3303/0';
  const path = created.message.options.filter(({ number }) => number === LOCATION_PATH);
  return `/${path.map(({ value }) => Buffer.from(value).toString('utf8')).join('/')}`;
}

const LOCATION_PATH = 8;

function noOtherLocation(path: string) {
  return message(
    `no Location-Path but ${path}`,
    received => {
      const told = locationOf({ kind: 'response', message: received } as Outcome);
      return { pass: told === '/' || told === path, received: told };
    },
    'option.unexpected',
  );
}

/** Ids of the instances of object 3303, as a Read of the object shows them. */
async function instancesOf(t: ClientContext, { device }: RegisteredDevice): Promise<string> {
  return idsIn(await t.valuesAt(device, '/3303'));
}

function sameInstances(before: string) {
  return content('/3303', `the instances ${before} and no other`, values => idsIn(values) === before);
}

function idsIn(values: Readonly<Record<string, unknown>>): string {
  return [...new Set(Object.keys(values).map(path => path.split('/')[2]))].sort().join(', ');
}
