import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

const [SUPPORTED, ACTIVE, RELEASE] = ['/10/0/12', '/10/0/13', '/10/0/14'];
const WHEN = 'object.10 && lwm2m.1_1 && resource.10.13';
const TWIN = 'power.bv.activate-power-saving-modes';

clientPurpose(
  {
    id: TWIN,
    title: 'activates the power saving modes that it supports, all of them and none',
    requirements: ['HLF-015', 'HLF-010'],
    clause: 'LwM2M Cellular Connectivity 1.1, resources 12 and 13',
    ets: ['LightweightM2M-1.0-int-1201', 'LightweightM2M-1.0-int-1210'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const supported = Number(await t.valueAt(device, SUPPORTED));
    for (const [words, modes] of [
      ['all', supported],
      ['none', 0],
    ] as const) {
      const written = await device.write(ACTIVE, tlv(ACTIVE, modes, t.definitions));
      t.check(`${words}-written`, written, code('2.04'));
      t.check(`${words}-shown`, await device.read(ACTIVE, ContentFormat.tlv), value(ACTIVE, modes));
    }
  },
);

clientPurpose(
  {
    id: 'power.bv.release-assistance',
    title: 'takes a use of Release Assistance Indication, and shows it',
    requirements: ['HLF-015', 'HLF-010'],
    clause: 'LwM2M Cellular Connectivity 1.1, resource 14',
    ets: ['LightweightM2M-1.0-int-1210'],
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    t.check('written', await device.write(RELEASE, tlv(RELEASE, 1, t.definitions)), code('2.04'));
    t.check('shown', await device.read(RELEASE, ContentFormat.tlv), value(RELEASE, 1));
  },
);

clientPurpose(
  {
    id: 'power.bi.activate-unsupported-mode',
    title: 'has no power saving mode active that it does not support',
    level: 'should',
    requirements: ['HLF-015'],
    clause: 'LwM2M Cellular Connectivity 1.1, resources 12 and 13',
    twin: TWIN,
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const supported = Number(await t.valueAt(device, SUPPORTED));
    const before = await t.valuesAt(device, ACTIVE);
    const beyond = tlv(ACTIVE, 0x80, t.definitions);
    const refused = await device.write(ACTIVE, beyond);
    t.check('refused', refused, code('4.00'));
    t.check('unchanged', await device.read(ACTIVE, ContentFormat.tlv), unchanged(ACTIVE, before));
    const within = content(
      ACTIVE,
      `no mode beyond ${supported}`,
      of => (Number(of[ACTIVE]) & ~supported) === 0,
    );
    t.check('within-supported', await device.read(ACTIVE, ContentFormat.tlv), within);
  },
);

clientPurpose(
  {
    id: 'power.bi.write-supported-modes',
    title: 'answers 4.05 to a Write of the power saving modes that it supports',
    requirements: ['HLF-015', 'HLF-032'],
    clause: 'LwM2M Cellular Connectivity 1.1, resource 12; TS 1.0 §5.4.3',
    twin: TWIN,
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, SUPPORTED);
    t.check('refused', await device.write(SUPPORTED, tlv(SUPPORTED, 1, t.definitions)), code('4.05'));
    t.check('unchanged', await device.read(SUPPORTED, ContentFormat.tlv), unchanged(SUPPORTED, before));
  },
);
