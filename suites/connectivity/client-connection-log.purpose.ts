import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  type RegisteredDevice,
  tlv,
  unchanged,
  type Values,
} from '../../harness/touchstone.ts';

const PROFILE = '/11/0';
const [REQUESTED, RESULT, CAUSE, ENDED] = ['/11/0/9', '/11/0/10', '/11/0/11', '/11/0/12'];
const WHEN = 'object.11 && log.connections';

clientPurpose(
  {
    id: 'connectivity.bv.read-connection-log',
    title: 'tells when it was connected, how that went, and when each connection ended',
    requirements: ['HLF-040', 'HLF-023'],
    clause: 'LwM2M APN Connection Profile 1.1, resources 9 to 12',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const profile = await device.read(PROFILE, ContentFormat.tlv);
    const results = content(PROFILE, 'results that are 0 or 1', of =>
      [...column(of, RESULT).values()].every(result => result === 0 || result === 1),
    );
    t.check('results', profile, results);
    const causes = content(PROFILE, 'no reject cause outside 0 to 111', of =>
      [...column(of, CAUSE).values()].every(cause => Number(cause) >= 0 && Number(cause) <= 111),
    );
    t.check('reject-causes', profile, causes);
    // One instance id stands for one connection in each of the lists; the object does not say so outright.
    const pairs = content(
      PROFILE,
      'a result for each connection, and an end for none that is not there',
      of => {
        const requested = column(of, REQUESTED);
        const known = (path: string): boolean => [...column(of, path).keys()].every(id => requested.has(id));
        return column(of, RESULT).size === requested.size && [RESULT, CAUSE, ENDED].every(known);
      },
    );
    t.check('one-id-for-each', profile, pairs, { level: 'should' });
    const ordered = content(PROFILE, 'no connection that ended before it was asked for', of => {
      const requested = column(of, REQUESTED);
      return [...column(of, ENDED)].every(([id, end]) => Number(end) >= Number(requested.get(id) ?? 0));
    });
    t.check('ends-after-begin', profile, ordered, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.log-lost-connection',
    title: 'adds to its connection log when it loses its network and comes back',
    requirements: ['HLF-040', 'HLF-041'],
    clause: 'LwM2M APN Connection Profile 1.1, resources 9 and 12',
    // The lists are optional, and how long they are is left to the device.
    level: 'should',
    needs: ['goOffline', 'goOnline'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, PROFILE);
    await t.sut.goOffline();
    await t.clock.wait(2_000);
    await t.sut.goOnline();
    await t.settled();
    const after = await device.read(PROFILE, ContentFormat.tlv);
    t.check('another-connection', after, laterThan(before, REQUESTED));
    t.check('another-end', after, laterThan(before, ENDED));
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-connection-log',
    title: 'answers 4.05 to a Write of its connection log, which stays as it is',
    requirements: ['HLF-040', 'HLF-032'],
    clause: 'LwM2M APN Connection Profile 1.1, resources 9 to 12; TS 1.0 §5.4.3',
    twin: 'connectivity.bv.read-connection-log',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path, other] of [
      ['times', REQUESTED, { 0: 1 }],
      ['results', RESULT, { 0: 1 }],
      ['ends', ENDED, { 0: 2 }],
    ] as const) {
      const before = await t.valuesAt(device, path);
      t.check(words, await device.write(path, tlv(path, other)), code('4.05'));
      t.check(`${words}-unchanged`, await device.read(path, ContentFormat.tlv), unchanged(path, before));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.traffic-counted-in-both-logs',
    title: 'goes on with its connection log while it collects statistics, and does not mix them up',
    requirements: ['HLF-040'],
    clause: 'LwM2M APN Connection Profile 1.1, resource 9; TS 1.0 E.8',
    when: `${WHEN} && object.7`,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, REQUESTED);
    t.done(await device.execute('/7/0/6'), 'the Start of the statistics');
    await reads(t, { device }, 5);
    t.done(await device.execute('/7/0/7'), 'the Stop of the statistics');
    const after = await device.read(REQUESTED, ContentFormat.tlv);
    t.check('no-new-connection', after, unchanged(REQUESTED, before));
  },
);

async function reads(t: ClientContext, { device }: Pick<RegisteredDevice, 'device'>, times: number) {
  for (let count = 0; count < times; count += 1) t.done(await device.read('/3/0'), 'a Read of the device');
}

/** The instances of a multiple resource, by id. */
function column(values: Values, path: string) {
  const entries = Object.entries(values).filter(([at]) => at.startsWith(`${path}/`));
  return new Map(entries.map(([at, value]) => [Number(at.slice(path.length + 1)), value]));
}

function laterThan(before: Values, path: string) {
  const latest = (values: Values): number => Math.max(0, ...[...column(values, path).values()].map(Number));
  return content(
    PROFILE,
    `an entry of ${path} later than ${latest(before)}`,
    of => latest(of) > latest(before),
  );
}
