import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  links,
  linksIn,
  locationOf,
  locationUnder,
  message,
  noValueOf,
  type Outcome,
  objectList,
  tlv,
  UPDATE,
  value,
} from '../../harness/touchstone.ts';

const ACTIVE = '/10/0/11';
const NEW = tlv('/11', { 0: 'Factory floor', 1: 'iot.example', 3: false, 4: 0, 5: 'press' });
const WHEN = 'create.11';
const TWIN = 'connectivity.bv.create-apn-profile';

clientPurpose(
  {
    id: TWIN,
    title: 'creates a connection profile, lists it in an Update, and has what it was created with',
    requirements: ['HLF-010', 'HLF-026'],
    clause: 'LwM2M APN Connection Profile 1.1; TS 1.0 §5.4.6, §5.3.2',
    ets: ['LightweightM2M-CONMGMT-1.0-int-1250'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const created = await device.create('/11', NEW);
    t.check('created', created, code('2.01'));
    t.check('location', created, locationUnder('/11'));
    const path = locationIn(created);
    t.check('listed', await t.server.next(UPDATE), listing(path));
    for (const [words, resource, wanted] of [
      ['name', 0, 'Factory floor'],
      ['user', 5, 'press'],
      ['enable-status', 3, false],
    ] as const) {
      const at = `${path}/${resource}`;
      t.check(words, await device.read(at, ContentFormat.tlv), value(at, wanted));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.enable-apn-profile',
    title: 'shows a profile among the activated ones while it is enabled',
    requirements: ['HLF-026', 'HLF-010'],
    clause: 'LwM2M APN Connection Profile 1.1, resource 3; LwM2M Cellular Connectivity 1.0, resource 11',
    ets: ['LightweightM2M-CONMGMT-1.0-int-1250'],
    when: `${WHEN} && object.10`,
  },
  async t => {
    const { device, path } = await created(t);
    const enabled = `${path}/3`;
    t.check('enabled', await device.write(enabled, tlv(enabled, true)), code('2.04'));
    t.check('enable-status', await device.read(enabled, ContentFormat.tlv), value(enabled, true));
    await t.settled();
    t.check('activated', await device.read(ACTIVE, ContentFormat.tlv), linking(path));
    t.check('disabled', await device.write(enabled, tlv(enabled, false)), code('2.04'));
    await t.settled();
    t.check('no-longer-activated', await device.read(ACTIVE, ContentFormat.tlv), notLinking(path));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.log-connection-of-profile',
    title: 'logs when a profile was connected, and when that ended',
    level: 'should',
    requirements: ['HLF-040'],
    clause: 'LwM2M APN Connection Profile 1.1, resources 3, 9 and 12',
    when: `${WHEN} && log.connections`,
  },
  async t => {
    const { device, path } = await created(t);
    const [enabled, begin, end] = [`${path}/3`, `${path}/9`, `${path}/12`];
    t.done(await device.write(enabled, tlv(enabled, true)), 'the Write that enables the profile');
    await t.settled();
    t.check('begin', await device.read(begin, ContentFormat.tlv), entries(begin, 1));
    t.check('no-end', await device.read(path, ContentFormat.tlv), noValueOf(end, path));
    t.done(await device.write(enabled, tlv(enabled, false)), 'the Write that disables the profile');
    await t.settled();
    t.check('end', await device.read(end, ContentFormat.tlv), entries(end, 1));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.delete-apn-profile',
    title: 'deletes a profile, which is not activated then either',
    requirements: ['HLF-010', 'HLF-026'],
    clause: 'LwM2M APN Connection Profile 1.1; TS 1.0 §5.4.7',
    when: `${WHEN} && object.10 && op.delete`,
  },
  async t => {
    const { device, path } = await created(t);
    t.done(await device.write(`${path}/3`, tlv(`${path}/3`, true)), 'the Write that enables the profile');
    t.check('deleted', await device.delete(path), code('2.02'));
    t.check('gone', await device.read(path, ContentFormat.tlv), code('4.04'));
    t.check('not-activated', await device.read(ACTIVE, ContentFormat.tlv), notLinking(path));
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.create-apn-profile-incomplete',
    title: 'refuses to create a profile without the mandatory name and authentication type',
    requirements: ['HLF-010', 'HLF-026'],
    clause: 'LwM2M APN Connection Profile 1.1, resources 0 and 4; TS 1.0 §5.4.6',
    twin: TWIN,
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const before = targets(await device.discover('/11'));
    const nameless = tlv('/11', { 1: 'iot.example', 3: true });
    t.check('refused', await device.create('/11', nameless), code('4.00'));
    const after = await device.discover('/11');
    const same = links('the instances as before', of => of.map(({ target }) => target).join() === before);
    t.check('not-created', after, same);
  },
);

/** Preamble: a profile is there that a server has created, and has been listed. @throws Inconclusive when it is not. */
async function created(t: ClientContext) {
  const registered = await t.registered();
  const outcome = await registered.device.create('/11', NEW);
  t.done(outcome, 'the Create of a profile');
  await t.server.next(UPDATE);
  await t.settled();
  return { ...registered, path: locationIn(outcome) };
}

function locationIn(created: Outcome): string {
  return created.kind === 'response' ? (locationOf(created.message) ?? '/11') : '/11';
}

function targets(discovered: Outcome): string {
  return linksIn(discovered)
    .map(({ target }) => target)
    .join();
}

function listing(path: string) {
  return message(
    `an object list with ${path}`,
    update => {
      const list = objectList(update) ?? [];
      return { pass: list.includes(path), received: list.join() || 'no object list' };
    },
    'payload.unexpected',
  );
}

const link = (path: string): string => path.slice(1).replace('/', ':');

const linking = (path: string) =>
  content(ACTIVE, `a link to ${link(path)}`, of => Object.values(of).includes(link(path)));

const notLinking = (path: string) =>
  content(ACTIVE, `no link to ${link(path)}`, of => !Object.values(of).includes(link(path)));

const entries = (path: string, count: number) =>
  content(path, `${count} in ${path}`, of => Object.keys(of).length === count);
