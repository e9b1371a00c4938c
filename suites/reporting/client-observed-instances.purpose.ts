import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  noObserveOption,
  observeOption,
  silence,
  value,
} from '../../harness/touchstone.ts';

/** An instance that no device leaves the factory with, and a resource of it. */
const NEW = '/3303/57';
const SENSOR = `${NEW}/5700`;
const COMMON = {
  requirements: ['HLF-028', 'HLF-033'],
  clause: 'TS 1.0 §5.5, RFC 7641 §3.2, §4.2',
  when: 'object.3303',
} as const;

clientPurpose(
  {
    id: 'reporting.bv.observed-object-gets-instance',
    title: 'notifies the observer of an object of an instance that comes, and of one that goes',
    ...COMMON,
    // What is observed has changed; that instances belong to it was only said at test events (OMA#105, #76).
    level: 'should',
    needs: ['createInstance', 'deleteInstance'],
  },
  async t => {
    const { device } = await t.registered();
    const observation = await t.observed(device, '/3303');
    await t.sut.createInstance(NEW, { 5700: 4.5 });
    t.check('new-instance', await observation.next(t.patience), value(SENSOR, 4.5, '/3303'));
    await t.settled();
    await t.sut.deleteInstance(NEW);
    const without = content('/3303', `no ${NEW}`, values => values[SENSOR] === undefined);
    t.check('lost-instance', await observation.next(t.patience), without);
  },
);

clientPurpose(
  {
    id: 'reporting.bv.change-in-new-instance',
    title: 'notifies the observer of an object of a change in an instance that has come since',
    ...COMMON,
    needs: ['createInstance', 'setResource'],
  },
  async t => {
    const { device } = await t.registered();
    const observation = await t.observed(device, '/3303');
    await t.sut.createInstance(NEW, { 5700: 4.5 });
    await t.settled();
    while ((await observation.next(0)).kind === 'arrived');
    await t.sense(SENSOR, 7.5);
    t.check('notified', await observation.next(t.patience), value(SENSOR, 7.5, '/3303'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.deleted-instance-ends-observation',
    title:
      'ends an observation with 4.04 when what is observed goes, also for an instance that comes in its place',
    ...COMMON,
    needs: ['createInstance', 'deleteInstance', 'setResource'],
  },
  async t => {
    const { device } = await t.registered();
    await t.sut.createInstance(NEW, { 5700: 4.5 });
    await t.settled();
    const observation = await t.observed(device, NEW);
    await t.sut.deleteInstance(NEW);
    const last = await observation.next(t.patience);
    t.check('told', last, code('4.04'), { level: 'should' });
    t.check('no-observe-option', last, noObserveOption(), { level: 'should' });
    await t.sut.createInstance(NEW, { 5700: 5.5 });
    await t.settled();
    await t.sense(SENSOR, 6.5);
    t.check('ended', await observation.next(t.silenceSpan), silence('notification'));
    const again = await t.observed(device, NEW);
    await t.sense(SENSOR, 7.5);
    t.check('can-be-observed-again', await again.next(t.patience), value(SENSOR, 7.5, NEW));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-multiple-resource',
    title: 'notifies of a multiple resource with all of its values',
    ...{ ...COMMON, requirements: ['HLF-028', 'HLF-027'], when: 'resource.3.7' },
    needs: ['setResource'],
  },
  async t => {
    const { device } = await t.registered();
    const observation = await device.observe('/3/0/7', ContentFormat.tlv);
    t.check('accepted', observation.first, observeOption());
    if (!(await t.sut.setResource('/3/0/7', { 0: 3801, 1: 5001 })))
      return t.inconclusive('control.declined', 'the SUT cannot be told to change its voltages');
    const both = content(
      '/3/0/7',
      '3801 and 5001',
      values => ['/3/0/7/0', '/3/0/7/1'].map(path => values[path]).join() === '3801,5001',
    );
    t.check('notified', await observation.next(t.patience), both);
  },
);

clientPurpose(
  {
    id: 'reporting.bi.observe-security-object',
    title: 'answers 4.01 to the Observe of the Security object, at every level, and observes nothing',
    ...{ ...COMMON, requirements: ['HLF-028', 'HLF-031'], when: 'op.observe' },
    clause: 'TS 1.0 §5.5.1, §8.2.5, E.1',
    twin: 'reporting.bv.change-in-new-instance',
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path] of [
      ['object', '/0'],
      ['instance', '/0/0'],
      ['resource', '/0/0/0'],
    ] as const) {
      const { first } = await device.observe(path);
      t.check(words, first, code('4.01'));
      t.check(`${words}-not-observed`, first, noObserveOption());
    }
  },
);
