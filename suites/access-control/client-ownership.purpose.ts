import {
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  code,
  content,
  entryIn,
  satisfies,
  tlv,
} from '../../harness/touchstone.ts';
import { createdSensor } from './guarded-operations.ts';

const SENSORS_CREATED = 'access-control && multi-server && object.3303 && op.create';

clientPurpose(
  {
    id: 'access-control.bv.own-what-was-created',
    title: 'makes the server that creates an instance its owner, with every right on it',
    requirements: ['HLF-031', 'HLF-034'],
    clause: 'TS 1.0 §7.3.1.2, §7.3.2, E.3',
    when: SENSORS_CREATED,
    needs: ['startWith'],
  },
  async t => {
    const servers = await t.registeredWithTwo();
    const { path, creator } = await createdSensor(t, servers);
    const { device, shortServerId } = creator;
    const other = servers.find(each => each !== creator) ?? servers[1];
    const owner = entryIn(await t.valuesAt(device, '/2'), path)?.owner;
    const creates = satisfies<typeof owner>(`owner ${shortServerId}`, found => found === shortServerId);
    t.check('owner', owner, creates);
    t.check('owner-reads', await device.read(path, ContentFormat.tlv), code('2.05'));
    t.check('other-is-refused', await other.device.read(path, ContentFormat.tlv), code('4.01'));
    t.check('owner-deletes', await device.delete(path), code('2.02'));
  },
);

clientPurpose(
  {
    id: 'access-control.bv.own-what-the-other-created',
    title: 'makes a server that was given the right to create the owner of what it creates',
    requirements: ['HLF-031', 'HLF-034'],
    clause: 'TS 1.0 §7.3.1.2, §7.3.2, E.3',
    when: SENSORS_CREATED,
    needs: ['startWith'],
  },
  async t => {
    const object = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3303');
    await object.allow({ other: 'C' });
    const { path } = await createdSensor(t, [object.other, object.other]);
    const owner = entryIn(await t.valuesAt(object.other.device, '/2'), path)?.owner;
    const wanted = object.other.shortServerId;
    t.check(
      'owner',
      owner,
      satisfies<typeof owner>(`owner ${wanted}`, found => found === wanted),
    );
    t.check('creator-reads', await object.other.device.read(path, ContentFormat.tlv), code('2.05'));
    const refused = await object.owner.device.read(path, ContentFormat.tlv);
    t.check('owner-of-the-object-is-refused', refused, code('4.01'));
  },
);

clientPurpose(
  {
    id: 'access-control.bv.forget-what-was-deleted',
    title: 'removes the Access Control instance of an instance that is deleted',
    requirements: ['HLF-031', 'HLF-034'],
    clause: 'TS 1.0 §7.3.1.2',
    when: `${SENSORS_CREATED} && op.delete`,
    needs: ['startWith'],
  },
  async t => {
    const servers = await t.registeredWithTwo();
    const { path, creator } = await createdSensor(t, servers);
    const entry = entryIn(await t.valuesAt(creator.device, '/2'), path);
    if (entry === null) return t.inconclusive('preamble.refused', `no Access Control instance for ${path}`);
    t.done(await creator.device.delete(path), `the Delete of ${path}`);
    t.check('gone', await creator.device.read(entry.path, ContentFormat.tlv), code('4.04'));
    t.check('nothing-about-it', await creator.device.read('/2', ContentFormat.tlv), noEntryFor(path));
  },
);

clientPurpose(
  {
    id: 'access-control.bv.change-owner',
    title: 'lets the owner make another server the owner, who alone then changes the list',
    requirements: ['HLF-031', 'HLF-010'],
    clause: 'TS 1.0 §7.3, E.3',
    when: 'access-control && multi-server',
    needs: ['startWith'],
  },
  async t => {
    const { entry, owner, other } = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
    const handed = await owner.device.write(`${entry}/3`, tlv(`${entry}/3`, other.shortServerId));
    t.check('handed-over', handed, code('2.04'));
    const list = tlv(`${entry}/2`, { [other.shortServerId]: 1 });
    t.check('former-owner-is-refused', await owner.device.write(`${entry}/2`, list), code('4.01'));
    t.check('new-owner-writes', await other.device.write(`${entry}/2`, list), code('2.04'));
    t.check('new-owner-reads', await other.device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('former-owner-reads-no-more', await owner.device.read('/3/0', ContentFormat.tlv), code('4.01'));
  },
);

function noEntryFor(path: string) {
  return content('/2', `no Access Control instance for ${path}`, values => entryIn(values, path) === null);
}
