import { ContentFormat, clientPurpose, code, tlv, unchanged, value } from '../../harness/touchstone.ts';

const SERIAL = '/3/0/2';
const FIRMWARE = '/3/0/3';

clientPurpose(
  {
    id: 'management.bv.same-identity-every-way',
    title: 'tells the same serial number and firmware version however they are read',
    requirements: ['HLF-002', 'HLF-027', 'HLF-001'],
    clause: 'TS 1.0 §5.4.1, §6.4, E.4',
    ets: ['LightweightM2M-1.0-int-652', 'LightweightM2M-1.0-int-203'],
    when: 'resource.3.2 && resource.3.3',
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path] of [
      ['serial-number', SERIAL],
      ['firmware-version', FIRMWARE],
    ] as const) {
      const told = await t.valueAt(device, path);
      t.check(`${words}-by-default`, await device.read(path), value(path, told));
      t.check(
        `${words}-of-instance`,
        await device.read('/3/0', ContentFormat.tlv),
        value(path, told, '/3/0'),
      );
      t.check(`${words}-of-object`, await device.read('/3', ContentFormat.tlv), value(path, told, '/3'));
      t.check(`${words}-observed`, (await device.observe(path, ContentFormat.tlv)).first, value(path, told));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-identity',
    title: 'answers 4.05 to a Write of its serial number and firmware version',
    requirements: ['HLF-002', 'HLF-032', 'HLF-001'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.4',
    twin: 'management.bv.same-identity-every-way',
    when: 'resource.3.2 && resource.3.3',
  },
  async t => {
    const { device } = await t.registered();
    for (const [words, path] of [
      ['serial-number', SERIAL],
      ['firmware-version', FIRMWARE],
    ] as const) {
      const before = await t.valuesAt(device, path);
      t.check(words, await device.write(path, tlv(path, 'forged')), code('4.05'));
      t.check(`${words}-unchanged`, await device.read(path, ContentFormat.tlv), unchanged(path, before));
    }
  },
);
