import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  type RegisteredDevice,
  text,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.write-resource-text',
    title: 'takes new values of a Boolean and an Integer resource in plain text',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.1',
    ets: ['LightweightM2M-1.0-int-205', 'LightweightM2M-1.1-int-205', 'LightweightM2M-1.1-int-227'],
    when: 'format.text',
  },
  async t => {
    const { device, account } = await t.registered();
    const storing = `${account}/6`;
    const other = (await t.valueAt(device, storing)) !== true;
    t.check('boolean-written', await device.write(storing, text(other ? '1' : '0')), code('2.04'));
    t.check('boolean-read-back', await device.read(storing, ContentFormat.tlv), value(storing, other));
    const lifetime = `${account}/1`;
    t.check('integer-written', await device.write(lifetime, text('4242')), code('2.04'));
    t.check('integer-read-back', await device.read(lifetime, ContentFormat.tlv), value(lifetime, 4242));
  },
);

/** Words of the checks, resource, seconds. */
const PERIODS = [
  ['minimum-period', 2, 101],
  ['maximum-period', 3, 1010],
  ['disable-timeout', 5, 2000],
] as const;

clientPurpose(
  {
    id: 'management.bv.write-default-periods-text',
    title: 'takes new default periods and a new Disable Timeout in plain text',
    requirements: ['HLF-010', 'HLF-018'],
    clause: 'TS 1.0 §5.4.3, §6.4.1, E.2',
    ets: ['LightweightM2M-1.0-int-205', 'LightweightM2M-1.1-int-205'],
    when: 'format.text && resource.1.2 && resource.1.3 && resource.1.5',
  },
  async t => {
    const { device, account } = await t.registered();
    for (const [words, id, seconds] of PERIODS) {
      const path = `${account}/${id}`;
      t.check(`${words}-written`, await device.write(path, text(`${seconds}`)), code('2.04'));
      t.check(`${words}-read-back`, await device.read(path, ContentFormat.tlv), value(path, seconds));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.write-instance-partially',
    title: 'changes the resources that a partial update names and leaves the others alone',
    requirements: ['HLF-010', 'HLF-035', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
    ets: [
      'LightweightM2M-1.0-int-215',
      'LightweightM2M-1.0-int-551',
      'LightweightM2M-1.1-int-215',
      'LightweightM2M-1.1-int-226',
    ],
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const { before, other } = await accountOf(t, registered);
    const written = await device.write(account, tlv(account, { 1: 4242, 6: other }), 'update');
    t.check('response-code', written, code('2.04'));
    const after = await device.read(account, ContentFormat.tlv);
    t.check('lifetime', after, value(`${account}/1`, 4242, account));
    t.check('notification-storing', after, value(`${account}/6`, other, account));
    const expected = { ...before, [`${account}/1`]: 4242, [`${account}/6`]: other };
    t.check('others-unchanged', after, unchanged(account, expected));
  },
);

clientPurpose(
  {
    id: 'management.bv.replace-instance',
    title: 'takes over every value of an instance write that replaces',
    requirements: ['HLF-010', 'HLF-035', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
    ets: ['LightweightM2M-1.0-int-215', 'LightweightM2M-1.0-int-551', 'LightweightM2M-1.1-int-215'],
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const { before, other } = await accountOf(t, registered);
    const kept = [2, 3, 5, 7].flatMap(id => {
      const held = before[`${account}/${id}`];
      return held === undefined ? [] : [[id, held] as const];
    });
    const resources = { ...Object.fromEntries(kept), 1: 4242, 6: other };
    t.check('response-code', await device.write(account, tlv(account, resources), 'replace'), code('2.04'));
    const after = await device.read(account, ContentFormat.tlv);
    t.check('lifetime', after, value(`${account}/1`, 4242, account));
    t.check('notification-storing', after, value(`${account}/6`, other, account));
    t.check('binding', after, value(`${account}/7`, before[`${account}/7`] ?? 'U', account));
    t.check('read-only-kept', after, value(`${account}/0`, before[`${account}/0`] ?? 0, account));
  },
);

/** The values of the server account, and the opposite of its Notification Storing. */
async function accountOf(t: ClientContext, { device, account }: RegisteredDevice) {
  const before = await t.valuesAt(device, account);
  return { before, other: before[`${account}/6`] !== true };
}
