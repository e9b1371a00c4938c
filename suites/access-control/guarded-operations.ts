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
  async refused(t, _, { device, server, root }, witness) {
    t.check('instance', await device.read(DEVICE, ContentFormat.tlv), code('4.01'));
    t.check('resource', await device.read(OFFSET, ContentFormat.tlv), code('4.01'));
    const observation = await device.observe(OFFSET, ContentFormat.tlv);
    t.check('observe', observation.first, code('4.01'));
    t.done(await witness.device.write(OFFSET, tlv(OFFSET, '+05:00')), 'the Write of the other server');
    const notified = await server.afterthought(observation.first, t.silenceSpan);
    t.check('no-notification', notified, silence('notification'));
    t.check('write-attributes', await device.writeAttributes(DEVICE, 'pmin=3'), code('4.01'));
    t.check('no-attribute', await device.discover(DEVICE), withoutMinimumPeriod(root));
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
  async carriedOut(t, _, by) {
    const { device, root } = by;
    const before = await sensorsOf(t, by);
    t.check('response-code', await device.create(SENSORS, NEW_SENSOR), code('2.01'));
    t.check('created', await device.discover(SENSORS), instances(root, before + 1));
  },
  async refused(t, _, by) {
    const { device, root } = by;
    const before = await sensorsOf(t, by);
    t.check('response-code', await device.create(SENSORS, NEW_SENSOR), code('4.01'));
    t.check('nothing-created', await device.discover(SENSORS), instances(root, before));
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
      const location = locationOf(created.message);
      const { root } = creator;
      const path = location.startsWith(`${root}/`) ? location.slice(root.length) : location;
      if (path !== '') return { path, creator };
    }
  }
  return t.inconclusive('preamble.refused', `no server could create an instance of ${SENSORS}`);
}

/** Preamble: how many temperature sensors there are, by Discover, which needs no right. */
async function sensorsOf(t: ClientContext, { device, root }: RegisteredAccount): Promise<number> {
  const answer = await device.discover(SENSORS);
  t.done(answer, `the Discover of ${SENSORS}`);
  return sensorsIn(linksIn(answer, root));
}

/** Instances that are linked to, or whose resources are. */
function sensorsIn(all: readonly Link[]): number {
  const instances = all.flatMap(({ target }) => /^\/3303\/\d+(?=\/|$)/.exec(target) ?? []);
  return new Set(instances).size;
}

function instances(root: string, wanted: number) {
  return links(`${wanted} instances of ${SENSORS}`, all => sensorsIn(all) === wanted, root);
}

function withoutMinimumPeriod(root: string) {
  const has = (all: readonly Link[]): boolean => {
    const link = all.find(({ target }) => target === DEVICE);
    const pmin = link === undefined ? undefined : linkAttribute(link, 'pmin');
    return pmin === undefined && all.some(({ target }) => target.startsWith(`${DEVICE}/`));
  };
  return links(`<${DEVICE}> without pmin`, has, root);
}
