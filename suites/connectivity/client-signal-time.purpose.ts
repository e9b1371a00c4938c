import {
  ContentFormat,
  clientPurpose,
  code,
  composite,
  compositePaths,
  compositeValue,
  type Expectation,
  type MessageSubject,
  message,
  SEND,
} from '../../harness/touchstone.ts';

const [SIGNAL, TIME] = ['/4/0/2', '/3/0/13'];
const FORMAT = ContentFormat.senmlJson;
const WITH_TIME = 'object.4 && resource.3.13 && format.senml-json';
/** Seconds that a clock may be wrong by, and an answer take. */
const SLACK = 2;

clientPurpose(
  {
    id: 'connectivity.bv.signal-time-in-json',
    title: 'tells in JSON no time of a signal strength that is still to come',
    // A time may be left out (errata: gap-signal-time); where it is told, it is of the past.
    level: 'should',
    requirements: ['HLF-022'],
    clause: 'TS 1.0 §6.4.4 (bt, t), E.5',
    when: 'object.4 && resource.3.13 && format.json && !lwm2m.1_1',
  },
  async t => {
    const { device } = await t.registered();
    const now = Number(await t.valueAt(device, TIME));
    const signal = await device.read(SIGNAL, ContentFormat.json);
    t.check('response-code', signal, code('2.05'));
    t.check('not-in-the-future', signal, timesUpTo(now + SLACK));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.signal-and-time-at-once',
    title: 'tells signal strength and time of day in one answer',
    requirements: ['HLF-022', 'HLF-023', 'HLF-035'],
    clause: 'TS 1.1 §6.3.8, E.4, E.5',
    when: `${WITH_TIME} && op.read-composite`,
  },
  async t => {
    const { device } = await t.registered();
    const before = Number(await t.valueAt(device, TIME));
    const both = await device.composite.read(compositePaths(FORMAT, SIGNAL, TIME), FORMAT);
    t.check('response-code', both, code('2.05'));
    const after = Number(await t.valueAt(device, TIME));
    t.check('signal', both, signalTold());
    t.check('time', both, timeBetween(before, after));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.report-signal-and-time',
    title: 'notifies of another signal strength together with the time of day',
    requirements: ['HLF-022', 'HLF-024', 'HLF-035'],
    clause: 'TS 1.1 §6.4.4, E.4, E.5',
    needs: ['setResource'],
    when: `${WITH_TIME} && op.observe-composite`,
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(SIGNAL, -80);
    const observation = await device.composite.observe(compositePaths(FORMAT, SIGNAL, TIME), FORMAT);
    t.check('observed', observation.first, code('2.05'));
    await t.clock.wait(3_000);
    const before = Number(await t.valueAt(device, TIME));
    await t.sense(SIGNAL, -112);
    let notification = await observation.next(t.patience);
    // A device may notify once more of what it had.
    const [old, last] = [compositeValue(SIGNAL, -80), t.clock.now() + t.patience];
    while (old.judge(notification, t.definitions).pass && t.clock.now() < last)
      notification = await observation.next(t.patience);
    const after = Number(await t.valueAt(device, TIME));
    t.check('signal', notification, compositeValue(SIGNAL, -112));
    t.check('time', notification, timeBetween(before, after));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.send-signal-and-time',
    title: 'sends signal strength and time of day together, of its own accord',
    requirements: ['HLF-022', 'HLF-016'],
    clause: 'TS 1.1 §6.4.6, E.4, E.5',
    needs: ['sendData'],
    when: `${WITH_TIME} && op.send`,
  },
  async t => {
    const { device } = await t.registered();
    const before = Number(await t.valueAt(device, TIME));
    await t.sut.sendData(SIGNAL, TIME);
    const send = await t.server.next(SEND);
    const after = Number(await t.valueAt(device, TIME));
    t.check('signal', send, signalTold());
    t.check('time', send, timeBetween(before, after));
  },
);

const signalTold = () =>
  composite('a signal strength in dBm', ({ values }) => Number.isSafeInteger(values[SIGNAL]));

const timeBetween = (before: number, after: number) =>
  composite(`a time from ${before} to ${after}`, ({ values }) => {
    const told = Number(values[TIME]);
    return told >= before && told <= after;
  });

/** Every time in an LwM2M JSON document, `bt` and `t` together; values without one are of now. */
function timesUpTo(latest: number): Expectation<MessageSubject> {
  return message(
    `no time after ${latest}`,
    ({ payload }) => {
      const times = timesIn(Buffer.from(payload).toString('utf8'));
      if (times === null) return { pass: false, received: 'no LwM2M JSON' };
      return { pass: times.every(time => time <= latest), received: times.join() || 'no time' };
    },
    'value.unexpected',
  );
}

/** Null for what is no LwM2M JSON: a refusal has none, and what a device sends may be anything. */
function timesIn(text: string): readonly number[] | null {
  try {
    const { bt = 0, e } = JSON.parse(text) as { readonly bt?: unknown; readonly e?: unknown };
    if (!Array.isArray(e)) return null;
    return e.map((entry: { readonly t?: unknown }) => Number(bt) + Number(entry.t ?? 0));
  } catch {
    return null;
  }
}
