import {
  arrives,
  type ClientContext,
  ContentFormat,
  ControlledInstance,
  code,
  type Link,
  linkAttribute,
  links,
  linksIn,
  locationOf,
  type PerServer,
  type RegisteredAccount,
  type Rights,
  silence,
  tlv,
  UPDATE,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

/** A right, the operations that need it, and how to tell whether they were carried out. */
export interface Guarded {
  /** In ids and titles: `read`. */
  readonly words: string;
  readonly title: string;
  readonly right: Rights;
  /** Every right that there is at this level. */
  readonly all: Rights;
  readonly when: string;
  /** Of the positive purposes with a server that is not the owner. */
  readonly level: 'must' | 'should';
  /** Preamble: what the operations are on, with its owner. */
  prepare(t: ClientContext, servers: PerServer<RegisteredAccount>): Promise<ControlledInstance>;
  /** The checks when `by` has the right; `witness` is the other of the two servers. */
  carriedOut(t: ClientContext, on: ControlledInstance, by: RegisteredAccount): Promise<void>;
  /** The checks when `by` lacks the right, and `witness` has every right. */
  refused(
    t: ClientContext,
    on: ControlledInstance,
    by: RegisteredAccount,
    witness: RegisteredAccount,
  ): Promise<void>;
}

const DEVICE = '/3/0';
/** UTC Offset: a server may read and write it, and the device does nothing about it. */
const OFFSET = '/3/0/14';
const SENSORS = '/3303';

const reading: Guarded = {
  words: 'read',
  title: 'Read, Observe and Write-Attributes',
  right: 'R',
  all: 'RWED',
  when: 'resource.3.14',
  level: 'must',
  prepare: (t, servers) => ControlledInstance.of(t, servers, DEVICE),
  async carriedOut(t, { owner }, { device }) {
    t.check('instance', await device.read(DEVICE, ContentFormat.tlv), code('2.05'));
    t.check('resource', await device.read(OFFSET, ContentFormat.tlv), code('2.05'));
    const observation = await device.observe(OFFSET, ContentFormat.tlv);
    t.check('observe', observation.first, code('2.05'));
    t.done(await owner.device.write(OFFSET, tlv(OFFSET, '+05:00')), 'the Write of the owner');
    t.check('notified', await observation.next(t.patience), value(OFFSET, '+05:00'));
    // An attribute that the device does not have is 4.00.
    t.check('write-attributes', await device.writeAttributes(DEVICE, 'pmin=3'), code('2.04', '4.00'));
  },
  async refused(t, _, { device, server }, witness) {
    t.check('instance', await device.read(DEVICE, ContentFormat.tlv), code('4.01'));
    t.check('resource', await device.read(OFFSET, ContentFormat.tlv), code('4.01'));
    const observation = await device.observe(OFFSET, ContentFormat.tlv);
    t.check('observe', observation.first, code('4.01'));
    t.done(await witness.device.write(OFFSET, tlv(OFFSET, '+05:00')), 'the Write of the other server');
    const notified = await server.afterthought(observation.first, t.silenceSpan);
    t.check('no-notification', notified, silence('notification'));
    t.check('write-attributes', await device.writeAttributes(DEVICE, 'pmin=3'), code('4.01'));
    t.check('no-attribute', await device.discover(DEVICE), withoutMinimumPeriod());
  },
};

const writing: Guarded = {
  words: 'write',
  title: 'Write',
  right: 'W',
  all: 'RWED',
  when: 'resource.3.14',
  level: 'must',
  prepare: (t, servers) => ControlledInstance.of(t, servers, DEVICE),
  async carriedOut(t, { owner, other }, by) {
    const witness = by === owner ? other : owner;
    t.check('resource', await by.device.write(OFFSET, tlv(OFFSET, '+06:00')), code('2.04'));
    t.check(
      'resource-written',
      await witness.device.read(OFFSET, ContentFormat.tlv),
      value(OFFSET, '+06:00'),
    );
    const partial = await by.device.write(DEVICE, tlv(DEVICE, { 14: '+07:00' }), 'update');
    t.check('instance', partial, code('2.04'));
    t.check(
      'instance-written',
      await witness.device.read(OFFSET, ContentFormat.tlv),
      value(OFFSET, '+07:00'),
    );
  },
  async refused(t, _, { device }, witness) {
    const before = await t.valuesAt(witness.device, OFFSET);
    t.check('resource', await device.write(OFFSET, tlv(OFFSET, '+06:00')), code('4.01'));
    const partial = await device.write(DEVICE, tlv(DEVICE, { 14: '+07:00' }), 'update');
    t.check('instance', partial, code('4.01'));
    const after = await witness.device.read(OFFSET, ContentFormat.tlv);
    t.check('nothing-changed', after, unchanged(OFFSET, before));
  },
};

/** The one executable resource that every device has and that does no harm: the Registration Update Trigger. */
const executing: Guarded = {
  words: 'execute',
  title: 'Execute',
  right: 'E',
  all: 'RWED',
  when: 'multi-server',
  // Whether a Server instance can be opened to another server is not certain.
  level: 'should',
  prepare: (t, servers) => ControlledInstance.of(t, servers, servers[0].account),
  async carriedOut(t, { owner, path }, { device }) {
    t.check('response-code', await device.execute(`${path}/8`), code('2.04'));
    t.check('executed', await owner.server.next(UPDATE), arrives('an Update'));
  },
  async refused(t, { owner, path }, { device }) {
    t.check('response-code', await device.execute(`${path}/8`), code('4.01'));
    t.check('not-executed', await owner.server.next(UPDATE, t.silenceSpan), silence('Update'));
  },
};

const deleting: Guarded = {
  words: 'delete',
  title: 'Delete',
  right: 'D',
  all: 'RWED',
  when: 'object.3303 && op.create && op.delete',
  level: 'must',
  prepare: async (t, servers) => ControlledInstance.of(t, servers, (await createdSensor(t, servers)).path),
  async carriedOut(t, { path, owner }, { device }) {
    t.check('response-code', await device.delete(path), code('2.02'));
    t.check('deleted', await owner.device.read(path, ContentFormat.tlv), code('4.04'));
  },
  async refused(t, { path }, { device }, witness) {
    t.check('response-code', await device.delete(path), code('4.01'));
    t.check('still-there', await witness.device.read(path, ContentFormat.tlv), code('2.05'));
  },
};

const creating: Guarded = {
  words: 'create',
  title: 'Create',
  right: 'C',
  all: 'C',
  when: 'object.3303 && op.create',
  level: 'must',
  prepare: (t, servers) => ControlledInstance.of(t, servers, SENSORS),
  async carriedOut(t, _, { device }) {
    const before = await sensorsOf(t, device);
    t.check('response-code', await device.create(SENSORS, NEW_SENSOR), code('2.01'));
    t.check('created', await device.discover(SENSORS), instances(before.length + 1));
  },
  async refused(t, _, { device }) {
    const before = await sensorsOf(t, device);
    t.check('response-code', await device.create(SENSORS, NEW_SENSOR), code('4.01'));
    t.check('nothing-created', await device.discover(SENSORS), instances(before.length));
  },
};

export const GUARDED: readonly Guarded[] = [reading, writing, executing, deleting, creating];

const NEW_SENSOR = tlv(SENSORS, { 5700: 20 });

/** Preamble: one of the servers creates a temperature sensor. @throws Inconclusive when neither may, or can tell where it is. */
export async function createdSensor(
  t: ClientContext,
  servers: PerServer<RegisteredAccount>,
): Promise<{ readonly path: string; readonly creator: RegisteredAccount }> {
  for (const creator of servers) {
    const created = await creator.device.create(SENSORS, NEW_SENSOR);
    if (created.kind === 'response' && created.message.code === '2.01') {
      const path = locationOf(created.message);
      if (path !== '') return { path, creator };
    }
  }
  return t.inconclusive('preamble.refused', `no server could create an instance of ${SENSORS}`);
}

/** Preamble: the temperature sensors, by Discover, which needs no right. */
async function sensorsOf(t: ClientContext, device: RegisteredAccount['device']): Promise<readonly string[]> {
  const answer = await device.discover(SENSORS);
  t.done(answer, `the Discover of ${SENSORS}`);
  return linksIn(answer)
    .filter(isSensor)
    .map(({ target }) => target);
}

function isSensor({ target }: Link): boolean {
  return /^\/3303\/\d+$/.test(target);
}

function instances(wanted: number) {
  return links(`${wanted} instances of ${SENSORS}`, all => all.filter(isSensor).length === wanted);
}

function withoutMinimumPeriod() {
  return links(`<${DEVICE}> without pmin`, all =>
    all.some(link => link.target === DEVICE && linkAttribute(link, 'pmin') === undefined),
  );
}
