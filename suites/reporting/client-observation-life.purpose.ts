import {
  arrives,
  type ClientContext,
  clientPurpose,
  code,
  type Link,
  linkAttribute,
  links,
  newerThan,
  type ObservedSwitch,
  observeSwitch,
  REGISTER,
  silence,
  tlv,
  UPDATE,
  value,
} from '../../harness/touchstone.ts';

const COMMON = { requirements: ['HLF-028', 'HLF-037'], clause: 'TS 1.0 §5.3.1, §5.5' } as const;
/** Seconds. */
const DISABLE_TIMEOUT = 3;

clientPurpose(
  {
    id: 'reporting.bv.deregistration-ends-observations',
    title: 'forgets its observations when it de-registers, and is not observed once it is back',
    ...{ ...COMMON, when: 'resource.1.4 && resource.1.5' },
    // What is stored while it is disabled may be delivered afterwards, which contradicts the end of the registration (OMA#572).
    level: 'should',
  },
  async t => {
    const observed = await observeSwitch(t);
    const { device, account } = observed;
    const timeout = `${account}/5`;
    t.done(await device.write(timeout, tlv(timeout, DISABLE_TIMEOUT)), 'the Write of the Disable Timeout');
    t.done(await device.execute(`${account}/4`), 'the Execute of Disable');
    await notObservedAfterRegister(t, observed, DISABLE_TIMEOUT * 1000 + t.patience);
  },
);

clientPurpose(
  {
    id: 'reporting.bv.restart-ends-observations',
    title: 'forgets its observations when it is switched off and on again',
    ...{ ...COMMON, needs: ['restart'] },
  },
  async t => {
    const observed = await observeSwitch(t);
    await t.sut.restart();
    await notObservedAfterRegister(t, observed, t.patience);
  },
);

/** Seconds: the longer it is without network, the more time its repetitions take afterwards. */
const SHORT_LIFETIME = 10;

clientPurpose(
  {
    id: 'reporting.bv.lifetime-ends-observations',
    title: 'forgets its observations when its registration has expired while it had no network',
    ...{ ...COMMON, needs: ['goOffline', 'goOnline'] },
  },
  async t => {
    const observed = await observeSwitch(t, { lifetime: SHORT_LIFETIME });
    await t.sut.goOffline();
    await t.clock.wait(2 * SHORT_LIFETIME * 1000);
    t.server.forget();
    await t.sut.goOnline();
    await notObservedAfterRegister(t, observed, 2 * t.patience);
  },
);

clientPurpose(
  {
    id: 'reporting.bv.attributes-outlive-update',
    title: 'keeps the attributes that its server has written when it sends an Update',
    ...{ ...COMMON, requirements: ['HLF-029', 'HLF-037'], when: 'attr.pmin' },
    // Kept with the account, as the texts are understood; what a new registration does to them is open.
    level: 'should',
  },
  async t => {
    const registered = await t.registered();
    const { device, account, root } = registered;
    t.done(await device.writeAttributes(account, 'pmin=7'), 'the Write-Attributes');
    const kept = links(`<${account}>;pmin=7`, all => pminOf(all, account) === '7', root);
    t.check('written', await device.discover(account), kept);
    await t.provokeUpdate(registered);
    t.check('updates', await t.server.next(UPDATE), arrives('an Update'));
    await t.settled();
    t.check('after-update', await device.discover(account), kept);
    t.server.forget();
    await t.provokeUpdate(registered);
    const register = await t.server.next(REGISTER);
    t.check('registers-anew', register, arrives('a Register'));
    await t.settled();
    t.check('after-register', await device.discover(account), kept, { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'reporting.bv.lost-notification-superseded',
    title: 'tells the present value when a notification was lost and the value has changed since',
    requirements: ['HLF-017', 'HLF-028'],
    clause: 'TS 1.0 §5.5.2, RFC 7641 §4.5.2',
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    observation.disregard();
    const lost = await flip();
    const first = await notified();
    t.check('lost', first, value(path, lost));
    await t.settled();
    const present = await flip();
    const newer = await notified();
    t.check('newer', newer, value(path, present));
    t.check('order', newer, newerThan(first));
    observation.heed();
    await t.clock.wait(t.silenceSpan);
    while ((await observation.next(0)).kind === 'arrived');
    const last = await flip();
    t.check('goes-on', await notified(), value(path, last));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.lost-notification-repeated',
    title: 'repeats a confirmable notification until it is acknowledged, and goes on with the next one',
    requirements: ['HLF-017', 'HLF-028'],
    clause: 'RFC 7252 §4.2, RFC 7641 §4.5',
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    observation.disregard();
    await flip();
    const lost = await notified();
    if (lost.kind === 'silence') return t.inconclusive('preamble.no-response', 'no notification came');
    const isConfirmable = lost.message.type === 'CON';
    await t.clock.wait(2 * t.parameters.ackTimeout * t.parameters.ackRandomFactor);
    const isSuperseded = (await observation.next(0)).kind === 'arrived';
    t.check('repeated', t.server.transmissionsOf(lost.message).length, {
      expected: isConfirmable ? 'a repetition, or a newer one' : 'no repetition of what is not confirmable',
      judge: count => {
        const received = `${count} transmissions${isSuperseded ? ', and a newer notification' : ''}`;
        if (isConfirmable ? count > 1 || isSuperseded : count === 1) return { pass: true, received };
        return { pass: false, received, reason: isConfirmable ? 'message.missing' : 'message.unexpected' };
      },
    });
    observation.heed();
    await t.clock.wait(2 * t.parameters.ackTimeout * t.parameters.ackRandomFactor);
    while ((await observation.next(0)).kind === 'arrived');
    const changed = await flip();
    t.check('goes-on', await notified(), value(path, changed));
  },
);

/** Once it has registered again, it notifies of nothing until it is observed again. */
async function notObservedAfterRegister(
  t: ClientContext,
  { path, observation }: ObservedSwitch,
  within: number,
): Promise<void> {
  const register = await t.server.next(REGISTER, within);
  if (register.kind === 'silence')
    return t.inconclusive('preamble.not-registered', 'no second Register came');
  await t.settled();
  // What it had stored, or was about to send, when its registration ended.
  while ((await observation.next(0)).kind === 'arrived');
  const back = t.server.operationsOn(register.message);
  const other = (await t.valueAt(back, path)) !== true;
  await t.change(back, path, other);
  t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  const again = await t.observed(back, path);
  t.check('can-be-observed-again', again.first, code('2.05'));
  const changedBy = await t.change(back, path, !other);
  const notified = await again.next(t.patience);
  if (notified.kind === 'silence' && changedBy === 'server') t.ownWriteUnnoticed(path);
  t.check('notified-again', notified, value(path, !other));
}

function pminOf(all: readonly Link[], path: string): string | null | undefined {
  const link = all.find(({ target }) => target === path);
  return link === undefined ? undefined : linkAttribute(link, 'pmin');
}
