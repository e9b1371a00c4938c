import {
  type Arrival,
  type ClientContext,
  ContentFormat,
  ControlledInstance,
  clientPurpose,
  code,
  compositePaths,
  compositeValue,
  compositeValues,
  type Expectation,
  nothingOf,
  type Rights,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const FORMAT = ContentFormat.senmlJson;
const TLV = ContentFormat.tlv;
const WHEN =
  'access-control && multi-server && resource.3.14 && format.senml-json && op.read-composite && op.write-composite';
const TWIN = 'access-control.bv.composite-with-rights';
/** UTC Offset: a server may read and write it, and the device does nothing about it. */
const OFFSET = '/3/0/14';

clientPurpose(
  {
    id: TWIN,
    title: 'reads and writes across objects for a server that has the rights on every part',
    requirements: ['HLF-031', 'HLF-035'],
    clause: 'TS 1.1 §6.3.8, §6.3.9, §8.2',
    when: WHEN,
    needs: ['startWith'],
  },
  async t => {
    const { other, lifetime } = await deviceOpenWith(t, 'RW');
    const values = compositeValues(FORMAT, { [lifetime]: 4242, [OFFSET]: '+05:00' });
    t.check('written', await other.device.composite.write(values), code('2.04'));
    const read = await other.device.composite.read(compositePaths(FORMAT, lifetime, OFFSET), FORMAT);
    t.check('own', read, compositeValue(lifetime, 4242));
    t.check('shared', read, compositeValue(OFFSET, '+05:00'));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.read-composite-denied-part',
    title: 'tells nothing by Read-Composite of the part that its server may not read',
    requirements: ['HLF-031', 'HLF-035'],
    clause: 'TS 1.1 §6.3.8, §8.2 (errata: composite-denied-part)',
    when: WHEN,
    twin: TWIN,
    needs: ['startWith'],
  },
  async t => {
    const { other, lifetime } = await deviceOpenWith(t, 'W');
    const paths = compositePaths(FORMAT, lifetime, OFFSET, '/3');
    const read = await other.device.composite.read(paths, FORMAT);
    t.check('nothing-of-it', read, nothingOf('/3'));
    t.check('code', read, code('2.05', '4.01'), { level: 'should' });
    t.check('rest-told', read, compositeValue(lifetime, LIFETIME), { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'access-control.bi.write-composite-denied-part',
    title:
      'answers 4.01 to a Write-Composite of which its server may not write one part, and writes none of it',
    requirements: ['HLF-031', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9, §8.2',
    when: WHEN,
    twin: TWIN,
    needs: ['startWith'],
  },
  async t => {
    const { owner, other, lifetime } = await deviceOpenWith(t, 'R');
    const before = await t.valuesAt(owner.device, OFFSET);
    const values = compositeValues(FORMAT, { [lifetime]: 4242, [OFFSET]: '+05:00' });
    t.check('refused', await other.device.composite.write(values), code('4.01'));
    t.check('denied-part', await owner.device.read(OFFSET, TLV), unchanged(OFFSET, before));
    t.check('allowed-part', await other.device.read(lifetime, TLV), value(lifetime, LIFETIME));
  },
);

clientPurpose(
  {
    id: 'access-control.bi.observe-composite-denied-part',
    title: 'notifies by Observe-Composite nothing of the part that its server may not read',
    requirements: ['HLF-031', 'HLF-028'],
    clause: 'TS 1.1 §6.4.4, §8.2 (errata: composite-denied-part)',
    when: `${WHEN} && op.observe-composite`,
    twin: TWIN,
    needs: ['startWith'],
  },
  async t => {
    const { owner, other, lifetime } = await deviceOpenWith(t, 'W');
    const paths = compositePaths(FORMAT, lifetime, OFFSET);
    const observation = await other.device.composite.observe(paths, FORMAT);
    t.check('first-answer', observation.first, nothingOf(OFFSET));
    t.check('code', observation.first, code('2.05', '4.01'), { level: 'should' });
    t.done(await owner.device.write(OFFSET, tlv(OFFSET, '+05:00')), 'the Write of the owner');
    const notified = await other.server.afterthought(observation.first, t.silenceSpan);
    t.check('notification', notified, silenceAbout(OFFSET));
  },
);

/** Seconds. */
const LIFETIME = 3600;

/** Preamble: the Device object instance, on which the other server has only these rights, and that server's own lifetime. */
async function deviceOpenWith(t: ClientContext, rights: Rights) {
  const on = await ControlledInstance.of(t, await t.registeredWithTwo(), '/3/0');
  await on.allow({ owner: 'RWED', other: rights });
  const { owner, other } = on;
  const lifetime = `${other.account}/1`;
  t.done(await other.device.write(lifetime, tlv(lifetime, LIFETIME)), 'the Write of its own lifetime');
  return { owner, other, lifetime };
}

/** No notification, or one that has nothing of `path`: a device may have refused the observation. */
function silenceAbout(path: string): Expectation<Arrival> {
  const untold = nothingOf(path);
  return {
    expected: `no notification, or ${untold.expected}`,
    judge: (subject, definitions) =>
      subject.kind === 'silence' ? { pass: true, received: 'nothing' } : untold.judge(subject, definitions),
  };
}
