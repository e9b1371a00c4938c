import { clientPurpose, code, planBlocks, stopAfter } from '../../harness/touchstone.ts';
import {
  DOWNLOADED,
  DOWNLOADING,
  downloaded,
  firmwareIs,
  IDLE,
  NO_URI,
  NUL,
  PUSH,
  writePackage,
} from './firmware-status.ts';

/** Blocks of 64 bytes, so that every image takes several. */
const SMALL = 2;

clientPurpose(
  {
    id: 'firmware.bv.result-starts-anew',
    title: 'forgets the result of a failed download when the next begins, which then succeeds',
    requirements: ['HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid', 'corrupt'],
  },
  async t => {
    const { register, device } = await t.registered();
    await device.write('/5/0/0', t.firmware.image('corrupt'));
    const failed = await t.firmware.downloadEnded(device);
    if (!firmwareIs(IDLE, 5).judge(failed, t.definitions).pass)
      return t.inconclusive('preamble.refused', 'the download of the damaged package did not fail');
    const image = t.firmware.image('valid');
    const plan = planBlocks(image.payload, SMALL, stopAfter(2));
    await t.server.requestInBlocks(register, writePackage(device), plan);
    t.check('initial-result', await t.firmware.status(device), firmwareIs(DOWNLOADING, 0));
    await device.write('/5/0/0', image);
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.reset-failed',
    title: 'takes back the result of a failed download when one NUL byte is written as Package',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['wrongType'],
  },
  async t => {
    const { device } = await t.registered();
    await device.write('/5/0/0', t.firmware.image('wrongType'));
    const failed = await t.firmware.downloadEnded(device);
    if (!firmwareIs(IDLE, 6).judge(failed, t.definitions).pass)
      return t.inconclusive('preamble.refused', 'the download of another type did not fail');
    t.check('response-code', await device.write('/5/0/0', NUL), code('2.04'));
    t.check('idle', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.reset-downloading',
    title: 'gives up a download when one NUL byte is written as Package',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const { payload } = t.firmware.image('valid');
    const plan = planBlocks(payload, SMALL, stopAfter(3));
    await t.server.requestInBlocks(register, writePackage(device), plan);
    t.check('response-code', await device.write('/5/0/0', NUL), code('2.04'));
    t.check('idle', await t.firmware.status(device), firmwareIs(IDLE, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.reset-downloaded-by-package',
    title: 'drops the package that it has Downloaded when one NUL byte is written as Package',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    t.check('response-code', await device.write('/5/0/0', NUL), code('2.04'));
    t.check('idle', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 0));
    t.check('package-dropped', await device.execute('/5/0/2'), code('4.05'));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.reset-downloaded-by-uri',
    title: 'drops the package that it has Downloaded when an empty Package URI is written',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: `${PUSH} && firmware.pull`,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    t.check('response-code', await device.write('/5/0/1', NO_URI), code('2.04'));
    t.check('idle', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 0));
    t.check('package-dropped', await device.execute('/5/0/2'), code('4.05'));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.push-over-downloaded',
    title: 'answers a Write of Package while it has Downloaded one, and has one afterwards',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    level: 'should',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    const again = await device.write('/5/0/0', t.firmware.image('valid'));
    // Refusals and restarts are met; the text is silent.
    t.check('accepted', again, code('2.04'), { level: 'may' });
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);
