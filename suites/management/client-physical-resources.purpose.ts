import {
  ContentFormat,
  clientPurpose,
  code,
  satisfies,
  silence,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const [ATTACHED, ENABLED, ENABLE, DISABLE] = ['/15/0/3', '/15/0/4', '/15/0/5', '/15/0/6'];
const NOTIFY = '/15/0/7';
const [SWITCH, ON_TIME] = ['/3306/0/5850', '/3306/0/5852'];

clientPurpose(
  {
    id: 'management.bv.disable-capability',
    title: 'puts a part of itself out of service and back into service, attached as it is',
    requirements: ['HLF-009'],
    clause: 'LwM2M Device Capability Management, resources 3 to 6',
    when: 'object.15',
  },
  async t => {
    const { device } = await t.registered();
    const attached = await t.valuesAt(device, ATTACHED);
    for (const [words, operation, enabled] of [
      ['disable', DISABLE, false],
      ['enable', ENABLE, true],
    ] as const) {
      t.check(`${words}-executed`, await device.execute(operation), code('2.04'));
      await t.settled();
      t.check(`${words}-effect`, await device.read(ENABLED, ContentFormat.tlv), value(ENABLED, enabled));
      t.check(
        `${words}-attached`,
        await device.read(ATTACHED, ContentFormat.tlv),
        unchanged(ATTACHED, attached),
      );
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-enabled-of-capability',
    title: 'refuses a Write of whether a part is enabled: that is what opEnable and opDisable are for',
    requirements: ['HLF-009', 'HLF-032'],
    clause: 'LwM2M Device Capability Management, resource 4; TS 1.0 §5.4.3',
    when: 'object.15',
    twin: 'management.bv.disable-capability',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, ENABLED);
    const other = tlv(ENABLED, before[ENABLED] !== true);
    t.check('refused', await device.write(ENABLED, other), code('4.05'));
    t.check('unchanged', await device.read(ENABLED, ContentFormat.tlv), unchanged(ENABLED, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.capability-that-is-not-there',
    title: 'refuses to put a part out of service that it does not have',
    requirements: ['HLF-009'],
    clause: 'LwM2M Device Capability Management; TS 1.0 §5.4.5',
    when: 'object.15',
    twin: 'management.bv.disable-capability',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, ENABLED);
    t.check('refused', await device.execute('/15/65534/6'), code('4.04'));
    t.check('unchanged', await device.read(ENABLED, ContentFormat.tlv), unchanged(ENABLED, before));
  },
);

clientPurpose(
  {
    id: 'management.ti.switch-actuator',
    title: 'switches an actuator on and off, and counts the time that it is on',
    requirements: ['HLF-009', 'HLF-034'],
    clause: 'IPSO Actuation, resources 5850 and 5852',
    when: 'object.3306',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.write(SWITCH, tlv(SWITCH, false)), 'the Write of the switch');
    const before = Number(await t.valueAt(device, ON_TIME));
    t.check('on-written', await device.write(SWITCH, tlv(SWITCH, true)), code('2.04'));
    t.check('on', await device.read(SWITCH, ContentFormat.tlv), value(SWITCH, true));
    await t.clock.wait(5_000);
    const counted = Number(await t.valueAt(device, ON_TIME)) - before;
    // Whole seconds, and a device that takes its time to answer is on meanwhile.
    const some = satisfies<number>('between 4 and 60 seconds more', seconds => seconds >= 4 && seconds <= 60);
    t.check('on-time', counted, some, { level: 'should' });
    t.check('off-written', await device.write(SWITCH, tlv(SWITCH, false)), code('2.04'));
    t.check('off', await device.read(SWITCH, ContentFormat.tlv), value(SWITCH, false));
    const stopped = await t.valuesAt(device, ON_TIME);
    await t.clock.wait(2_000);
    const later = await device.read(ON_TIME, ContentFormat.tlv);
    t.check('time-stopped', later, unchanged(ON_TIME, stopped), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'management.bi.switch-actuator-to-no-boolean',
    title: 'refuses to switch an actuator to what is no Boolean, and leaves it as it is',
    requirements: ['HLF-009', 'HLF-034'],
    clause: 'IPSO Actuation, resource 5850; TS 1.0 §5.4.3, appendix C',
    when: 'object.3306 && format.text',
    twin: 'management.ti.switch-actuator',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, SWITCH);
    const two = { format: ContentFormat.text, payload: Buffer.from('2'), malformed: true };
    t.check('refused', await device.write(SWITCH, two), code('4.00'));
    t.check('unchanged', await device.read(SWITCH, ContentFormat.tlv), unchanged(SWITCH, before));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-notify-enabled',
    title: 'takes whether it is to tell of a part that comes or goes, and shows it',
    requirements: ['HLF-009', 'HLF-029'],
    clause: 'LwM2M Device Capability Management, resource 7',
    when: 'object.15 && resource.15.7',
  },
  async t => {
    const { device } = await t.registered();
    const path = '/15/0/7';
    for (const [words, told] of [
      ['off', false],
      ['on', true],
    ] as const) {
      t.check(`${words}-written`, await device.write(path, tlv(path, told)), code('2.04'));
      t.check(`${words}-shown`, await device.read(path, ContentFormat.tlv), value(path, told));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.tell-of-capability-when-wanted',
    title: 'tells an observer that a part is put out of service unless NotifyEn says that it is not to',
    requirements: ['HLF-009', 'HLF-029'],
    // How NotifyEn and Observe go together is said in half a sentence.
    level: 'should',
    clause: 'LwM2M Device Capability Management, resource 7',
    when: 'object.15 && resource.15.7',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.write(NOTIFY, tlv(NOTIFY, false)), 'the Write of NotifyEn');
    const observation = await t.observed(device, ENABLED);
    t.done(await device.execute(DISABLE), 'the Execute of opDisable');
    t.check('untold', await observation.next(t.silenceSpan), silence('notification'));
    t.done(await device.write(NOTIFY, tlv(NOTIFY, true)), 'the Write of NotifyEn');
    t.done(await device.execute(ENABLE), 'the Execute of opEnable');
    t.check('told', await observation.next(t.patience), value(ENABLED, true));
  },
);
