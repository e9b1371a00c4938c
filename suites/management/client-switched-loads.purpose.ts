import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  satisfies,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

/** Objects that are switched and dimmed, and what they are. */
const LOADS = [
  [3311, 'light', 'a light'],
  [3312, 'power', 'a plant'],
] as const;

for (const [object, name, subject] of LOADS) {
  const [ON, DIMMER, ON_TIME] = [5850, 5851, 5852].map(id => `/${object}/0/${id}`) as [
    string,
    string,
    string,
  ];
  const clause = (...resources: readonly number[]): string =>
    `IPSO ${object === 3311 ? 'Light Control' : 'Power Control'}, resource ${resources.join(', ')}`;
  const when = `object.${object}`;
  const switching = `management.ti.switch-${name}` as const;
  const dimming = `management.bv.dim-${name}` as const;

  clientPurpose(
    {
      id: switching,
      title: `switches ${subject} on and off, and counts the time that it is on`,
      requirements: ['HLF-009', 'HLF-034'],
      clause: clause(5850, 5852),
      when,
    },
    async t => {
      const { device } = await t.registered();
      t.done(await device.write(ON, tlv(ON, false)), 'the Write of the switch');
      const before = Number(await t.valueAt(device, ON_TIME));
      t.check('on-written', await device.write(ON, tlv(ON, true)), code('2.04'));
      t.check('on', await device.read(ON, ContentFormat.tlv), value(ON, true));
      await t.clock.wait(3_000);
      const counted = Number(await t.valueAt(device, ON_TIME)) - before;
      // Whole seconds, and a device that takes its time to answer is on meanwhile.
      const some = satisfies<number>(
        'between 2 and 60 seconds more',
        seconds => seconds >= 2 && seconds <= 60,
      );
      t.check('on-time', counted, some, { level: 'should' });
      t.check('off-written', await device.write(ON, tlv(ON, false)), code('2.04'));
      t.check('off', await device.read(ON, ContentFormat.tlv), value(ON, false));
    },
  );

  clientPurpose(
    {
      id: `management.bv.reset-on-time-of-${name}`,
      title: `counts the time that ${subject} is on from 0 again once 0 is written`,
      level: 'should',
      requirements: ['HLF-009', 'HLF-010'],
      clause: clause(5852),
      when,
    },
    async t => {
      const { device } = await t.registered();
      t.done(await device.write(ON, tlv(ON, true)), 'the Write of the switch');
      await t.clock.wait(3_000);
      const since = t.clock.now();
      t.check('written', await device.write(ON_TIME, tlv(ON_TIME, 0)), code('2.04'));
      const read = await device.read(ON_TIME, ContentFormat.tlv);
      const passed = Math.ceil((t.clock.now() - since) / 1000) + 1;
      const some = content(ON_TIME, `at most ${passed} s`, of => Number(of[ON_TIME]) <= passed);
      t.check('begins-anew', read, some);
    },
  );

  clientPurpose(
    {
      id: dimming,
      title: `dims ${subject} to nothing, to half and to all of it`,
      requirements: ['HLF-009', 'HLF-034'],
      clause: clause(5851),
      when,
    },
    async t => {
      const { device } = await t.registered();
      for (const percent of [0, 50, 100]) {
        const words = `percent-${percent}`;
        t.check(`${words}-written`, await device.write(DIMMER, tlv(DIMMER, percent)), code('2.04'));
        t.check(`${words}-shown`, await device.read(DIMMER, ContentFormat.tlv), value(DIMMER, percent));
      }
    },
  );

  clientPurpose(
    {
      id: `management.bi.dim-${name}-out-of-range`,
      title: `refuses to dim ${subject} below 0 or above 100, and leaves it as it is`,
      requirements: ['HLF-009', 'HLF-034'],
      clause: `${clause(5851)} (0..100)`,
      twin: dimming,
      when,
    },
    async t => {
      const { device } = await t.registered();
      const before = await t.valuesAt(device, DIMMER);
      for (const [words, percent] of [
        ['above', 101],
        ['below', -1],
      ] as const) {
        t.check(words, await device.write(DIMMER, tlv(DIMMER, percent)), code('4.00'));
        const now = await device.read(DIMMER, ContentFormat.tlv);
        t.check(`${words}-unchanged`, now, unchanged(DIMMER, before));
      }
    },
  );
}

const [FIRST, SECOND] = ['/3311/0/5850', '/3311/1/5850'];

clientPurpose(
  {
    id: 'management.bv.switch-one-of-two-lights',
    title: 'switches one of several lights, and none besides',
    requirements: ['HLF-009', 'HLF-020'],
    clause: 'IPSO Light Control, resource 5850; TS 1.0 §5.4.3, §6.1',
    when: 'lights.several',
  },
  async t => {
    const { device } = await t.registered();
    for (const path of [FIRST, SECOND])
      t.done(await device.write(path, tlv(path, false)), `the Write of ${path}`);
    t.check('switched', await device.write(SECOND, tlv(SECOND, true)), code('2.04'));
    t.check('second', await device.read(SECOND, ContentFormat.tlv), value(SECOND, true));
    t.check('first', await device.read(FIRST, ContentFormat.tlv), value(FIRST, false));
    const both = content('/3311', 'the first off and the second on', of => !of[FIRST] && of[SECOND] === true);
    t.check('together', await device.read('/3311', ContentFormat.tlv), both);
  },
);
