import { ContentFormat, clientPurpose, code, content, text, unchanged } from '../../harness/touchstone.ts';
import { FIRMWARE, firmwareIs, IDLE, NO_URI, NUL, PULL, PUSH } from './firmware-status.ts';

/** Firmware Update Delivery Method, Firmware Update Protocol Support (TS 1.0 E.6). */
const DELIVERY = '/5/0/9';
const PROTOCOLS = '/5/0/8';

clientPurpose(
  {
    id: 'firmware.bv.initial-status',
    title: 'is Idle with the initial result before any update, and tells how packages are delivered',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-751'],
    when: FIRMWARE,
  },
  async t => {
    const { device } = await t.registered();
    const status = await t.firmware.status(device);
    t.check('idle', status, firmwareIs(IDLE, 0));
    const method = content('/5/0', 'a delivery method of 0 to 2', values =>
      [0, 1, 2].some(legal => values[DELIVERY] === legal),
    );
    t.check('delivery-method', status, method);
  },
);

clientPurpose(
  {
    id: 'firmware.bv.protocol-support',
    title: 'lists protocols for its downloads that are defined, each once',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6',
    ets: ['LightweightM2M-1.0-int-751'],
    when: `${FIRMWARE} && resource.5.8`,
  },
  async t => {
    const { device } = await t.registered();
    const protocols = content(PROTOCOLS, 'protocols of 0 to 5, each once', values => {
      const listed = Object.values(values);
      return listed.every(isProtocol) && new Set(listed).size === listed.length;
    });
    t.check('protocols', await device.read(PROTOCOLS, ContentFormat.tlv), protocols);
  },
);

clientPurpose(
  {
    id: 'firmware.bi.read-package',
    title: 'answers 4.05 to a Read of its Package',
    requirements: ['HLF-003', 'HLF-032'],
    clause: 'TS 1.0 E.6, §5.4.1, §8.2.5',
    when: FIRMWARE,
    twin: 'firmware.bv.initial-status',
  },
  async t => {
    const { device } = await t.registered();
    t.check('package', await device.read('/5/0/0'), code('4.05'));
    const instance = await device.read('/5/0', ContentFormat.tlv);
    t.check(
      'left-out-of-instance',
      instance,
      content('/5/0', 'no Package', values => values['/5/0/0'] === undefined),
    );
  },
);

clientPurpose(
  {
    id: 'firmware.bi.write-status',
    title: 'answers 4.05 to a Write of its State or Update Result, and keeps both',
    requirements: ['HLF-004', 'HLF-032'],
    clause: 'TS 1.0 E.6, §5.4.3, §8.2.5',
    when: FIRMWARE,
    twin: 'firmware.bv.initial-status',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/5/0');
    t.check('state', await device.write('/5/0/3', text('2')), code('4.05'));
    t.check('result', await device.write('/5/0/5', text('1')), code('4.05'));
    t.check('nothing-changed', await t.firmware.status(device), unchanged('/5/0', before));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.update-without-package',
    title: 'answers 4.05 to Update while it has no package, and changes nothing',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-772'],
    when: FIRMWARE,
    twin: 'firmware.bv.initial-status',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/5/0');
    t.check('response-code', await device.execute('/5/0/2'), code('4.05'));
    await t.clock.wait(t.silenceSpan);
    t.check('nothing-changed', await t.firmware.status(device), unchanged('/5/0', before));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.reset-idle-by-package',
    title: 'accepts one NUL byte as Package while it is Idle, and stays so',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-755'],
    when: PUSH,
  },
  async t => {
    const { device } = await t.registered();
    t.check('response-code', await device.write('/5/0/0', NUL), code('2.04'));
    t.check('idle', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.reset-idle-by-uri',
    title: 'accepts an empty Package URI while it is Idle, and stays so',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-756'],
    when: PULL,
  },
  async t => {
    const { device } = await t.registered();
    t.check('response-code', await device.write('/5/0/1', NO_URI), code('2.04'));
    t.check('idle', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 0));
  },
);

function isProtocol(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 5;
}
