import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  content,
  type RegisteredDevice,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const TX = '/7/0/2';
const RX = '/7/0/3';
const START = '/7/0/6';
const STOP = '/7/0/7';
const PERIOD = '/7/0/8';
/** So many Reads are more than a kilobyte in either direction, even without the headers of IP and UDP. */
const READS = 60;
const COUNTERS = 'object.7 && resource.7.2 && resource.7.3';

clientPurpose(
  {
    id: 'connectivity.bv.collect-statistics',
    title: 'counts what it sends and receives from Start to Stop, and keeps the count',
    requirements: ['HLF-040', 'HLF-023'],
    clause: 'TS 1.0 §5.4.5, E.8',
    ets: ['LightweightM2M-1.0-int-901'],
    when: COUNTERS,
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    t.check('started', await device.execute(START), code('2.04'));
    await traffic(registered);
    t.check('stopped', await device.execute(STOP), code('2.04'));
    await t.settled();
    const counted = await device.read('/7/0', ContentFormat.tlv);
    t.check(
      'sent',
      counted,
      content('/7/0', 'some data sent', of => Number(of[TX]) > 0),
    );
    t.check(
      'received',
      counted,
      content('/7/0', 'some data received', of => Number(of[RX]) > 0),
    );
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.start-resets-statistics',
    title: 'counts from zero when it is started anew',
    requirements: ['HLF-040'],
    clause: 'TS 1.0 E.8',
    when: COUNTERS,
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const before = await collected(t, registered);
    t.done(await device.execute(START), 'the Execute of Start');
    await t.settled();
    const counted = await device.read('/7/0', ContentFormat.tlv);
    t.check(
      'sent-anew',
      counted,
      content('/7/0', `less than ${before.tx}`, of => Number(of[TX]) < before.tx),
    );
    t.check(
      'received-anew',
      counted,
      content('/7/0', `less than ${before.rx}`, of => Number(of[RX]) < before.rx),
    );
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.stop-ends-statistics',
    title: 'counts nothing once it is stopped',
    requirements: ['HLF-040'],
    clause: 'TS 1.0 E.8',
    when: COUNTERS,
  },
  async t => {
    const registered = await t.registered();
    const { tx, rx } = await collected(t, registered);
    await traffic(registered);
    const counted = await registered.device.read('/7/0', ContentFormat.tlv);
    t.check('sent-as-before', counted, value(TX, tx, '/7/0'));
    t.check('received-as-before', counted, value(RX, rx, '/7/0'));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.write-collection-period',
    title: 'takes a Collection Period',
    requirements: ['HLF-040', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, E.8',
    ets: ['LightweightM2M-1.0-int-905'],
    when: 'object.7 && resource.7.8',
  },
  async t => {
    const { device } = await t.registered();
    t.check('written', await device.write(PERIOD, tlv(PERIOD, 1200)), code('2.04'));
    t.check('read-back', await device.read(PERIOD, ContentFormat.tlv), value(PERIOD, 1200));
  },
);

clientPurpose(
  {
    id: 'connectivity.ti.collection-period',
    title: 'stops counting by itself when the Collection Period is over',
    requirements: ['HLF-040'],
    clause: 'TS 1.0 E.8',
    when: `${COUNTERS} && resource.7.8`,
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    t.done(await device.write(PERIOD, tlv(PERIOD, 5)), 'the Write of the Collection Period');
    t.done(await device.execute(START), 'the Execute of Start');
    await t.clock.wait(5000 * (1 + t.tolerance) + t.silenceSpan);
    const { [TX]: tx = 0, [RX]: rx = 0 } = await t.valuesAt(device, '/7/0');
    await traffic(registered);
    const counted = await device.read('/7/0', ContentFormat.tlv);
    t.check('sent-as-before', counted, value(TX, tx, '/7/0'));
    t.check('received-as-before', counted, value(RX, rx, '/7/0'));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.message-sizes',
    title: 'has no average message size above the largest',
    requirements: ['HLF-040'],
    clause: 'TS 1.0 E.8',
    when: 'object.7 && resource.7.4 && resource.7.5',
  },
  async t => {
    const registered = await t.registered();
    await collected(t, registered);
    const sizes = content('/7/0', 'average ≤ largest', of => Number(of['/7/0/5']) <= Number(of['/7/0/4']));
    t.check('sizes-fit', await registered.device.read('/7/0', ContentFormat.tlv), sizes);
  },
);

clientPurpose(
  {
    id: 'connectivity.bi.write-statistics',
    title: 'answers 4.05 to a Write of a counter and to a Read of Start and Stop',
    requirements: ['HLF-040', 'HLF-032'],
    clause: 'TS 1.0 §5.4, §8.2.5, E.8',
    twin: 'connectivity.bv.collect-statistics',
    when: COUNTERS,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, TX);
    t.check('write-sent', await device.write(TX, tlv(TX, 4711)), code('4.05'));
    t.check('read-start', await device.read(START), code('4.05'));
    t.check('read-stop', await device.read(STOP), code('4.05'));
    t.check('nothing-changed', await device.read(TX, ContentFormat.tlv), unchanged(TX, before));
  },
);

async function traffic({ device }: RegisteredDevice): Promise<void> {
  for (let read = 0; read < READS; read += 1) await device.read('/3/0', ContentFormat.tlv);
}

/** Preamble: what it has counted of some traffic. @throws Inconclusive when it cannot be made to count. */
async function collected(
  t: ClientContext,
  registered: RegisteredDevice,
): Promise<{ readonly tx: number; readonly rx: number }> {
  const { device } = registered;
  t.done(await device.execute(START), 'the Execute of Start');
  await traffic(registered);
  t.done(await device.execute(STOP), 'the Execute of Stop');
  await t.settled();
  const { [TX]: tx, [RX]: rx } = await t.valuesAt(device, '/7/0');
  return { tx: Number(tx), rx: Number(rx) };
}
