import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  elapsed,
  METHODS,
  message,
  parameter,
  pathOf,
  REGISTER,
  type RegisteredDevice,
  silence,
  tlv,
  UPDATE,
  value,
} from '../../harness/touchstone.ts';
import { changeLocally, deliveredBy, sequence } from './suspension.ts';

/** LwM2M 1.1 expresses Queue Mode in another way. */
const WHEN = 'binding.queue && !lwm2m.1_1';
/** Whoever does not stop listening need not be waited for. */
const SLEEPS = `${WHEN} && queue.sleeps`;

clientPurpose(
  {
    id: 'power.bv.register-in-queue-mode',
    title: 'registers with binding UQ where its account says so, and serves its server while it is awake',
    requirements: ['HLF-015'],
    clause: 'TS 1.0 §5.3.1, §8.3',
    ets: ['LightweightM2M-1.1-int-108'],
    when: WHEN,
  },
  async t => {
    const { register, device } = await t.registered(QUEUED);
    const arrival = { kind: 'arrived', message: register } as const;
    t.check(
      'binding',
      arrival,
      parameter('b', 'UQ', binding => binding === 'UQ'),
    );
    await t.clock.wait(t.silenceSpan);
    t.check('served', await device.discover('/3'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'power.ti.awake-after-register',
    title: 'is awake for MAX_TRANSMIT_WAIT after its Register',
    requirements: ['HLF-015'],
    level: 'should',
    clause: 'TS 1.0 §8.3',
    ets: ['LightweightM2M-1.1-int-109'],
    when: SLEEPS,
  },
  async t => {
    const { device, register } = await t.registered(QUEUED);
    await waitUntil(t, register.at + 0.9 * t.parameters.maxTransmitWait * (1 - t.tolerance));
    t.check('served', await device.discover('/3'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'power.ti.awake-after-answer',
    title: 'is awake for MAX_TRANSMIT_WAIT after each of its answers',
    requirements: ['HLF-015'],
    level: 'should',
    clause: 'TS 1.0 §8.3',
    ets: ['LightweightM2M-1.1-int-109'],
    when: SLEEPS,
  },
  async t => {
    const { device } = await t.registered(QUEUED);
    const awake = 0.7 * t.parameters.maxTransmitWait * (1 - t.tolerance);
    for (const words of ['first', 'second', 'third']) {
      await t.clock.wait(awake);
      t.check(`${words}-served`, await device.discover('/3'), code('2.05'));
    }
  },
);

clientPurpose(
  {
    id: 'power.ti.asleep-when-quiet',
    title: 'sleeps when it has sent nothing for MAX_TRANSMIT_WAIT',
    requirements: ['HLF-015'],
    level: 'should',
    clause: 'TS 1.0 §8.3',
    ets: ['LightweightM2M-1.1-int-109'],
    when: SLEEPS,
  },
  async t => {
    const { device } = await asleep(t);
    quiet(t);
    t.check('not-heard', await device.request(probe(t, device)), silence('answer'));
  },
);

clientPurpose(
  {
    id: 'power.ti.wake-to-update',
    title: 'wakes up to renew its registration before the lifetime ends, and is awake then',
    requirements: ['HLF-015', 'HLF-019'],
    clause: 'TS 1.0 §5.3.2, §8.3',
    ets: ['LightweightM2M-1.1-int-109'],
    when: SLEEPS,
  },
  async t => {
    const { device, register, location } = await t.registered({ ...QUEUED, lifetime: LIFETIME });
    const update = await t.server.next(UPDATE, 2 * LIFETIME * 1000);
    t.check('in-time', update, elapsed(register.at, t.withinTolerance(0, LIFETIME * 1000)));
    t.check('location', update, sentTo(location));
    if (update.kind === 'silence') return;
    await t.settled();
    t.check('served', await device.discover('/3'), code('2.05'));
    t.check('served-again', await device.discover('/1'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'power.bv.answer-queue-after-update',
    title: 'answers one after the other the requests that its server kept for it until its Update',
    requirements: ['HLF-015', 'HLF-036'],
    clause: 'TS 1.0 §8.3',
    ets: ['LightweightM2M-1.1-int-109'],
    when: SLEEPS,
    needs: ['triggerUpdate'],
  },
  async t => {
    const { device, account } = await asleep(t);
    await t.sut.triggerUpdate();
    const update = await t.server.next(UPDATE);
    if (update.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    await t.settled();
    t.check('read', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    const path = `${account}/6`;
    t.check('write', await device.write(path, tlv(path, false)), code('2.04'));
    t.check('written', await device.read(path, ContentFormat.tlv), value(path, false));
  },
);

clientPurpose(
  {
    id: 'power.bv.notify-from-sleep',
    title: 'wakes up to notify of a change, and is awake then',
    requirements: ['HLF-015', 'HLF-028'],
    clause: 'TS 1.0 §5.5.2, §8.3',
    ets: ['LightweightM2M-1.1-int-109'],
    when: `${SLEEPS} && object.3303`,
    needs: ['setResource'],
  },
  async t => {
    const registered = await t.registered(QUEUED);
    const path = '/3303/0/5700';
    const observation = await t.observed(registered.device, path);
    await sleep(t);
    await changeLocally(t, path, 33.5);
    t.check('notified', await deliveredBy(t, observation, path), sequence([33.5]));
    await t.settled();
    // Whether only an Update ends the sleep is open (OMA#115): a server that is heard from has been answered.
    t.check('awake', await registered.device.discover('/3'), code('2.05'), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'power.bv.keep-registration-asleep',
    title: 'has the same registration after it slept: no Register, the location as before',
    requirements: ['HLF-015', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, §8.3',
    when: SLEEPS,
    needs: ['triggerUpdate'],
  },
  async t => {
    const { location } = await asleep(t);
    await t.sut.triggerUpdate();
    const update = await t.server.next(UPDATE);
    t.check('location', update, sentTo(location));
    t.check('no-register', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'power.bv.awake-without-queue-mode',
    title: 'can be reached at any time with binding U, however long it has been quiet',
    requirements: ['HLF-015', 'HLF-039'],
    clause: 'TS 1.0 §5.3.1.1',
    when: SLEEPS,
  },
  async t => {
    const { device } = await t.registered();
    await sleep(t);
    t.check('served', await device.discover('/3'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'power.bv.switch-queue-mode',
    title: 'sleeps once its server has written binding UQ, and no more when it has written U again',
    requirements: ['HLF-015', 'HLF-010'],
    clause: 'TS 1.0 §5.3.2, §8.3, E.2',
    ets: ['LightweightM2M-1.1-int-108'],
    when: SLEEPS,
    needs: ['triggerUpdate'],
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/7`;
    t.done(await device.write(path, tlv(path, 'UQ')), 'the Write of binding UQ');
    const on = await t.server.next(UPDATE);
    t.check(
      'told',
      on,
      parameter('b', 'UQ', binding => binding === 'UQ'),
    );
    await sleep(t);
    quiet(t);
    t.check('asleep', await device.request(probe(t, device)), silence('answer'), { level: 'should' });
    await t.sut.triggerUpdate();
    await t.server.next(UPDATE);
    await t.settled();
    t.done(await device.write(path, tlv(path, 'U')), 'the Write of binding U');
    const off = await t.server.next(UPDATE);
    t.check(
      'told-again',
      off,
      parameter('b', 'U', binding => binding === 'U'),
    );
    await sleep(t);
    t.check('awake', await device.discover('/3'), code('2.05'));
  },
);

const QUEUED = { binding: 'UQ' } as const;
/** Seconds: longer than any device is awake, and not much. */
const LIFETIME = 240;

/** Preamble: a device that has registered in Queue Mode, and has been quiet ever since for longer than it is awake. */
async function asleep(t: ClientContext): Promise<RegisteredDevice> {
  const registered = await t.registered(QUEUED);
  await sleep(t);
  return registered;
}

function sleep(t: ClientContext): Promise<void> {
  return t.clock.wait((1 + t.tolerance) * t.parameters.maxTransmitWait + t.silenceSpan);
}

/** Preamble: it had no reason to be awake. @throws Inconclusive when it has sent something of its own accord. */
function quiet(t: ClientContext): void {
  const last = t.server.received.at(-1)?.at ?? 0;
  if (t.clock.now() - last <= t.parameters.maxTransmitWait)
    t.inconclusive('preamble.no-response', 'it did not keep quiet long enough to fall asleep');
}

async function waitUntil(t: ClientContext, time: number): Promise<void> {
  await t.clock.wait(Math.max(0, time - t.clock.now()));
}

/** A Read that is sent once and given up soon: nobody repeats what reaches no one. */
function probe(t: ClientContext, device: RegisteredDevice['device']) {
  return { method: METHODS.get, options: device.path('/3/0'), within: t.silenceSpan };
}

function sentTo(location: string) {
  return message(
    `a request to ${location}`,
    request => ({ pass: pathOf(request) === location, received: pathOf(request) }),
    'exchange.mismatch',
  );
}
