import {
  type ClientContext,
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  noValueOf,
  type PerServer,
  type RegisteredAccount,
  silence,
  tlv,
  value,
} from '../../harness/touchstone.ts';

const WHEN = 'access-control && multi-server';
/** UTC Offset: a server may write it, and the device does nothing about it. */
const OFFSET = '/3/0/14';

clientPurpose(
  {
    id: 'access-control.bv.read-object-without-the-rest',
    title: 'leaves out of a Read of an object the instances that the server may not read',
    requirements: ['HLF-031', 'HLF-033'],
    clause: 'TS 1.0 §5.4.1, §7.3.2',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const [mine, theirs] = await closedServerInstances(t);
    const whole = await theirs.device.read('/1', ContentFormat.tlv);
    t.check('nothing-of-the-other', whole, noValueOf(mine.account, '/1'));
    // No text says outright how an object is answered of which only some instances may be read.
    const own = value(`${theirs.account}/0`, theirs.shortServerId, '/1');
    t.check('own-instance', whole, own, { level: 'should' });
    const mineAgain = await mine.device.read('/1', ContentFormat.tlv);
    t.check('nothing-of-the-second', mineAgain, noValueOf(theirs.account, '/1'));
  },
);

clientPurpose(
  {
    id: 'access-control.bv.observe-object-without-the-rest',
    title: 'notifies an observer of an object nothing of the instances that it may not read',
    requirements: ['HLF-031', 'HLF-028'],
    clause: 'TS 1.0 §5.1.2, §5.5, §7.3.2',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const [mine, theirs] = await closedServerInstances(t);
    const observation = await theirs.device.observe('/1', ContentFormat.tlv);
    t.check('first-answer', observation.first, noValueOf(mine.account, '/1'));
    const path = `${mine.account}/6`;
    const before = await t.valueAt(mine.device, path);
    t.done(await mine.device.write(path, tlv(path, before !== true)), `the Write on ${path}`);
    const notified = await observation.next(t.silenceSpan);
    t.check('nothing-of-the-other', notified, noValueOf(mine.account, '/1'));
    t.check('no-notification', notified, silence('notification'), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'access-control.bv.notify-with-right',
    title: 'notifies a server of what it has the right to read, and of what another server changes there',
    requirements: ['HLF-031', 'HLF-028'],
    clause: 'TS 1.0 §5.5, §7.3.2',
    when: `${WHEN} && resource.3.14`,
    needs: ['startWith'],
  },
  async t => {
    const on = await readableByBoth(t);
    const observation = await t.observed(on.other.device, OFFSET);
    t.done(await on.owner.device.write(OFFSET, tlv(OFFSET, '+04:00')), 'the Write of the owner');
    t.check('notified', await observation.next(t.patience), value(OFFSET, '+04:00'));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.notify-after-withdrawal',
    title: 'notifies no value any more once the right to read it has been withdrawn',
    requirements: ['HLF-031', 'HLF-028'],
    clause: 'TS 1.0 §5.1.2, §5.5, §7.3.2',
    twin: 'access-control.bv.notify-with-right',
    when: `${WHEN} && resource.3.14`,
    needs: ['startWith'],
  },
  async t => {
    const on = await readableByBoth(t);
    const observation = await t.observed(on.other.device, OFFSET);
    await on.allow({ owner: 'RWED', other: 'W' });
    t.done(await on.owner.device.write(OFFSET, tlv(OFFSET, '+04:00')), 'the Write of the owner');
    const notified = await observation.next(t.silenceSpan);
    t.check('no-value', notified, noValueOf(OFFSET, OFFSET));
    t.check('how', notified, silence('notification'), { level: 'may' });
    t.done(await on.owner.device.write(OFFSET, tlv(OFFSET, '+05:00')), 'the Write of the owner');
    t.check('no-value-later', await observation.next(t.silenceSpan), noValueOf(OFFSET, OFFSET));
  },
);

/** Seconds. */
const MAXIMUM_PERIOD = 2;

clientPurpose(
  {
    id: 'access-control.bi.repeat-after-withdrawal',
    title: 'repeats no value at the maximum period once the right to read it has been withdrawn',
    requirements: ['HLF-031', 'HLF-016'],
    clause: 'TS 1.0 §5.1.2, §5.5, §7.3.2',
    twin: 'access-control.bv.notify-with-right',
    when: `${WHEN} && resource.3.14 && attr.pmax`,
    needs: ['startWith'],
  },
  async t => {
    const on = await readableByBoth(t);
    const pmax = await on.other.device.writeAttributes(OFFSET, `pmax=${MAXIMUM_PERIOD}`);
    t.done(pmax, 'the Write-Attributes');
    const observation = await t.observed(on.other.device, OFFSET);
    const repeated = await observation.next(2 * MAXIMUM_PERIOD * 1000);
    if (repeated.kind === 'silence')
      return t.inconclusive('preamble.no-response', 'it does not repeat values');
    await on.allow({ owner: 'RWED', other: 'W' });
    // What was notified before.
    while ((await observation.next(0)).kind === 'arrived');
    const after = await observation.next(2 * MAXIMUM_PERIOD * 1000);
    t.check('no-value', after, noValueOf(OFFSET, OFFSET));
    const later = await observation.next(2 * MAXIMUM_PERIOD * 1000);
    t.check('no-value-later', later, noValueOf(OFFSET, OFFSET));
  },
);

/** Preamble: the Device object instance, which the other server may read. */
async function readableByBoth(t: ClientContext): Promise<ControlledInstance> {
  const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
  await on.allow({ owner: 'RWED', other: 'R' });
  return on;
}

/** Preamble: each server alone may do anything with its Server object instance. */
async function closedServerInstances(t: ClientContext): Promise<PerServer<RegisteredAccount>> {
  const servers = await t.registeredWithTwo();
  for (const { account } of servers) {
    await (await ControlledInstance.of(t, servers, account)).allow({ owner: 'RWED' });
  }
  return servers;
}
