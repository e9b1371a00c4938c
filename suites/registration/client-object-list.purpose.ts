import {
  ContentFormat,
  clientPurpose,
  contentFormat,
  message,
  objectList,
  type RegisteredDevice,
  tlv,
  UPDATE,
} from '../../harness/touchstone.ts';

/** An instance that no device leaves the factory with. */
const NEW_INSTANCE = '/3303/57';

clientPurpose(
  {
    id: 'registration.bv.update-list-after-new-instance',
    title: 'tells its server the whole object list when it has got an instance',
    requirements: ['HLF-019', 'HLF-020', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    when: 'object.3303',
    needs: ['createInstance'],
  },
  async t => {
    const registered = await t.registered();
    await t.sut.createInstance(NEW_INSTANCE, { 5700: 4.5 });
    const update = await t.server.next(UPDATE);
    t.check('object-list', update, listIs([...listed(registered), NEW_INSTANCE]));
    // The clause names the format with the Register; an Update carries the same list.
    t.check('content-format', update, contentFormat(ContentFormat.linkFormat), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-list-after-lost-instance',
    title: 'tells its server the whole object list when it has lost an instance',
    requirements: ['HLF-019', 'HLF-020', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    when: 'object.3303',
    needs: ['createInstance', 'deleteInstance'],
  },
  async t => {
    const registered = await t.registered();
    await t.sut.createInstance(NEW_INSTANCE, { 5700: 4.5 });
    const first = await t.server.next(UPDATE);
    if (first.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    await t.settled();
    await t.sut.deleteInstance(NEW_INSTANCE);
    t.check('object-list', await t.server.next(UPDATE), listIs(listed(registered)));
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-list-after-create',
    title: 'tells its server the whole object list when that has created an instance',
    requirements: ['HLF-019', 'HLF-020', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, §5.4.6',
    when: 'object.3303 && op.create',
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const content = tlv('/3303', { 5700: 4.5 }, t.definitions);
    t.done(await device.create('/3303', content), 'the Create on /3303');
    const update = await t.server.next(UPDATE);
    const grown = message(
      'the list as it was, and one instance of object 3303',
      request => {
        const now = objectList(request) ?? [];
        const before = listed(registered);
        const added = now.filter(path => !before.includes(path));
        const kept = before.every(path => now.includes(path) || path === '/3303');
        const pass = kept && added.length === 1 && /^\/3303\/\d+$/.test(added[0] ?? '');
        return { pass, received: now.join() || 'no object list' };
      },
      'payload.unexpected',
    );
    t.check('object-list', update, grown);
    const read = await device.read('/3303', ContentFormat.tlv);
    t.done(read, 'the Read of /3303');
  },
);

function listed({ register }: RegisteredDevice): readonly string[] {
  return objectList(register) ?? [];
}

/** What has changed is told with the list as a whole (TS 1.0 §5.3.2), in whichever order. */
function listIs(paths: readonly string[]) {
  const wanted = [...paths].sort().join();
  return message(
    `the object list ${wanted}`,
    update => {
      const received = [...(objectList(update) ?? [])].sort().join();
      return { pass: received === wanted, received: received || 'no object list' };
    },
    'payload.unexpected',
  );
}
