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

const [POWER, LEAST, MOST, ENERGY] = ['/3305/0/5800', '/3305/0/5801', '/3305/0/5802', '/3305/0/5805'];
const [FORGET, RESET] = ['/3305/0/5605', '/3305/0/5822'];
const WHEN = 'object.3305 && meter.energy';
/** Ten watt-hours a second, so that meters of whole ones show something soon. */
const WATTS = 36_000;
const TWIN = 'management.ti.energy-adds-up';

clientPurpose(
  {
    id: TWIN,
    title: 'adds up the power that is drawn, and stops when none is',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'IPSO Power Measurement, resources 5800 and 5805',
    level: 'should',
    needs: ['setResource'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const before = Number(await t.valueAt(device, ENERGY));
    await t.sense(POWER, WATTS);
    t.check('power', await device.read(POWER, ContentFormat.tlv), value(POWER, WATTS));
    await t.clock.wait(3_000);
    const more = content(
      ENERGY,
      `at least 20 Wh more than ${before}`,
      of => Number(of[ENERGY]) >= before + 20,
    );
    t.check('energy', await device.read(ENERGY, ContentFormat.tlv), more);
    await t.sense(POWER, 0);
    const stopped = await t.valuesAt(device, ENERGY);
    await t.clock.wait(2_000);
    t.check('stopped', await device.read(ENERGY, ContentFormat.tlv), unchanged(ENERGY, stopped));
  },
);

clientPurpose(
  {
    id: 'management.bv.reset-energy',
    title: 'begins to add up energy anew when its server says so',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'IPSO Power Measurement, resource 5822',
    needs: ['setResource'],
    when: WHEN,
  },
  async t => {
    const { device } = await metered(t);
    t.check('reset', await device.execute(RESET), code('2.04'));
    await t.settled();
    t.check('from-zero', await device.read(ENERGY, ContentFormat.tlv), value(ENERGY, 0));
    t.check('power-as-it-is', await device.read(POWER, ContentFormat.tlv), value(POWER, 0));
  },
);

clientPurpose(
  {
    id: 'management.bv.least-and-most-power',
    title: 'remembers the least and the most power that it measured, until it is told to forget them',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'IPSO Power Measurement, resources 5801, 5802 and 5605',
    needs: ['setResource'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(POWER, 500);
    t.done(await device.execute(FORGET), 'the reset of least and most');
    await t.settled();
    for (const watts of [200, 900, 400]) await t.sense(POWER, watts);
    t.check('least', await device.read(LEAST, ContentFormat.tlv), value(LEAST, 200));
    t.check('most', await device.read(MOST, ContentFormat.tlv), value(MOST, 900));
    t.check('forgotten', await device.execute(FORGET), code('2.04'));
    await t.settled();
    t.check('least-is-now', await device.read(LEAST, ContentFormat.tlv), value(LEAST, 400));
    t.check('most-is-now', await device.read(MOST, ContentFormat.tlv), value(MOST, 400));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-energy',
    title: 'answers 4.05 to a Write of power and energy, which stay as they are',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'IPSO Power Measurement, resources 5800 and 5805; TS 1.0 §5.4.3',
    twin: TWIN,
    needs: ['setResource'],
    when: WHEN,
  },
  async t => {
    const { device } = await metered(t);
    for (const [words, path] of [
      ['power', POWER],
      ['energy', ENERGY],
    ] as const) {
      const before = await t.valuesAt(device, path);
      t.check(words, await device.write(path, tlv(path, 0.5)), code('4.05'));
      t.check(`${words}-unchanged`, await device.read(path, ContentFormat.tlv), unchanged(path, before));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.count-turns-of-switch',
    title: 'counts how often a switch is turned on',
    requirements: ['HLF-027', 'HLF-028'],
    clause: 'IPSO On/Off switch, resources 5500 and 5501',
    needs: ['setResource'],
    when: 'object.3342',
  },
  async t => {
    const { device } = await t.registered();
    const [state, counter] = ['/3342/0/5500', '/3342/0/5501'];
    await t.sense(state, false);
    const before = Number(await t.valueAt(device, counter));
    const observation = await t.observed(device, state);
    await t.sense(state, true);
    t.check('turned', await observation.next(t.patience), value(state, true));
    await t.sense(state, false);
    t.check('turned-back', await observation.next(t.patience), value(state, false));
    await t.sense(state, true);
    t.check('counted', await device.read(counter, ContentFormat.tlv), value(counter, before + 2));
  },
);

clientPurpose(
  {
    id: 'management.bv.alarm-input',
    title: 'reports an alarm, counts it, and counts from 0 again when its server says so',
    requirements: ['HLF-028', 'HLF-006'],
    clause: 'IPSO Digital Input, resources 5500, 5501 and 5505',
    needs: ['setResource'],
    when: 'object.3200',
  },
  async t => {
    const { device } = await t.registered();
    const [state, counter] = ['/3200/0/5500', '/3200/0/5501'];
    await t.sense(state, false);
    const observation = await t.observed(device, state);
    await t.sense(state, true);
    t.check('alarm', await observation.next(t.patience), value(state, true));
    const some = content(counter, 'at least 1', of => Number(of[counter]) >= 1);
    t.check('counted', await device.read(counter, ContentFormat.tlv), some);
    t.check('reset', await device.execute('/3200/0/5505'), code('2.04'));
    await t.settled();
    t.check('from-zero', await device.read(counter, ContentFormat.tlv), value(counter, 0));
    t.check('still-alarm', await device.read(state, ContentFormat.tlv), value(state, true));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-set-point',
    title: 'takes a set point, also below zero, and keeps it',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'IPSO Set Point, resource 5900',
    when: 'object.3308',
  },
  async t => {
    const { device } = await t.registered();
    const path = '/3308/0/5900';
    for (const [words, degrees] of [
      ['half', 23.5],
      ['below-zero', -4.25],
    ] as const) {
      t.check(`${words}-written`, await device.write(path, tlv(path, degrees)), code('2.04'));
      t.check(`${words}-kept`, await device.read(path, ContentFormat.tlv), value(path, degrees));
    }
  },
);

/** Preamble: a device that has metered some energy, and draws none now. */
async function metered(t: ClientContext): Promise<RegisteredDevice> {
  const registered = await t.registered();
  await t.sense(POWER, WATTS);
  await t.clock.wait(2_000);
  await t.sense(POWER, 0);
  return registered;
}
