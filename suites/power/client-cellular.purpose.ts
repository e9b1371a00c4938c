import {
  ANY_REQUEST,
  arrives,
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  silence,
  tlv,
  UPDATE,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const WHEN = 'object.10';
const [RADIO, PSM, ACTIVE, EDRX] = ['/10/0/1', '/10/0/4', '/10/0/5', '/10/0/8'];
/** Milliseconds of the shortest period that there is. */
const MINUTE = 60_000;

clientPurpose(
  {
    id: 'power.ti.radio-off-for-a-minute',
    title: 'has its radio off for the period that was written, and is back afterwards',
    requirements: ['HLF-042', 'HLF-041', 'HLF-008'],
    clause: 'LwM2M Cellular Connectivity 1.0, resource 1',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    t.check('written', await device.write(RADIO, tlv(RADIO, 1)), code('2.04'));
    const since = t.clock.now();
    await t.settled();
    const get = { method: METHODS.get, options: device.path('/3/0'), within: t.silenceSpan };
    t.check('not-reached', await device.request(get), silence('answer'));
    const left = since + MINUTE * (1 - t.tolerance) - t.silenceSpan - t.clock.now();
    t.check('quiet', await t.server.next(ANY_REQUEST, left), silence('request'));
    const back = await t.server.next(UPDATE, t.patience);
    // A device may reconnect, says the object, and need not say so at once.
    t.check('tells', back, arrives('an Update'), { level: 'may' });
    t.check('served', await device.discover('/3'), code('2.05'), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'power.bv.radio-period-of-zero',
    title: 'takes a radio period of 0, and goes on',
    requirements: ['HLF-042'],
    clause: 'LwM2M Cellular Connectivity 1.0, resource 1',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    t.check('written', await device.write(RADIO, tlv(RADIO, 0)), code('2.04'));
    await t.settled();
    t.check('value', await device.read(RADIO, ContentFormat.tlv), value(RADIO, 0));
  },
);

clientPurpose(
  {
    id: 'power.bi.refuse-radio-period',
    title: 'refuses a radio period below 0 or above 65535 minutes, and goes on',
    requirements: ['HLF-042'],
    clause: 'LwM2M Cellular Connectivity 1.0, resource 1 (0..65535)',
    when: WHEN,
    twin: 'power.bv.radio-period-of-zero',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, RADIO);
    for (const [words, minutes] of [
      ['above', 65_536],
      ['below', -1],
    ] as const) {
      t.check(`${words}-refused`, await device.write(RADIO, tlv(RADIO, minutes)), code('4.00'));
      await t.settled();
      t.check(`${words}-unchanged`, await device.read(RADIO, ContentFormat.tlv), unchanged(RADIO, before));
    }
  },
);

clientPurpose(
  {
    id: 'power.bv.write-power-saving-timers',
    title: 'takes PSM timer, active timer and eDRX parameters, and has them afterwards',
    requirements: ['HLF-015', 'HLF-010'],
    clause: 'LwM2M Cellular Connectivity 1.0, resources 4, 5 and 8',
    ets: ['LightweightM2M-1.0-int-1210', 'LightweightM2M-1.0-int-1230'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path, seconds] of [
      ['psm', PSM, 7200],
      ['active', ACTIVE, 20],
    ] as const) {
      t.check(`${words}-written`, await device.write(path, tlv(path, seconds)), code('2.04'));
      t.check(`${words}-kept`, await device.read(path, ContentFormat.tlv), value(path, seconds));
    }
    const edrx = bytes(ContentFormat.tlv, 'C1 08 3D');
    t.check('edrx-written', await device.write(EDRX, edrx), code('2.04'));
    t.check('edrx-kept', await device.read(EDRX, ContentFormat.tlv), value(EDRX, 'PQ=='));
  },
);

clientPurpose(
  {
    id: 'power.bi.refuse-power-saving-timers',
    title: 'refuses negative timers and eDRX parameters that are not one byte, and keeps what it has',
    requirements: ['HLF-015'],
    // The object gives the timers no range; that there is no negative time is taken for granted.
    level: 'should',
    clause: 'LwM2M Cellular Connectivity 1.0, resources 4, 5 and 8',
    when: WHEN,
    twin: 'power.bv.write-power-saving-timers',
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path, content] of [
      ['psm', PSM, tlv(PSM, -1)],
      ['active', ACTIVE, tlv(ACTIVE, -1)],
      ['edrx', EDRX, bytes(ContentFormat.tlv, 'C2 08 3D 3D')],
    ] as const) {
      const before = await t.valuesAt(device, path);
      t.check(`${words}-refused`, await device.write(path, content), code('4.00'));
      t.check(`${words}-unchanged`, await device.read(path, ContentFormat.tlv), unchanged(path, before));
    }
  },
);
