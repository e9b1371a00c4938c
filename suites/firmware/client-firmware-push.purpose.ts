import { clientPurpose, code, planBlocks, reorder, skip } from '../../harness/touchstone.ts';
import { DOWNLOADED, firmwareIs, firmwareIsNot, IDLE, PUSH, writePackage } from './firmware-status.ts';

/** Blocks of 64 bytes, so that every image takes several. */
const SMALL = 2;

clientPurpose(
  {
    id: 'firmware.bv.push',
    title: 'takes a package that the server writes in blocks, and has it then Downloaded',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1; RFC 7959 §2.5',
    ets: ['LightweightM2M-1.0-int-755', 'LightweightM2M-1.0-int-770'],
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    t.check('response-code', await device.write('/5/0/0', t.firmware.image('valid')), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.push-with-gap',
    title:
      'answers 4.08 to a package of which a block is missing, has not Downloaded it, and takes it whole afterwards',
    requirements: ['HLF-003'],
    clause: 'RFC 7959 §2.5, §2.9.2; TS 1.0 E.6.1',
    when: PUSH,
    images: ['valid'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { register, device } = await t.registered();
    const { format, payload } = t.firmware.image('valid');
    const outcomes = await t.server.requestInBlocks(
      register,
      writePackage(device),
      planBlocks(payload, 4, skip(2)),
    );
    const refusal = outcomes.at(-1);
    if (refusal === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('refused', refusal, code('4.08'));
    t.check('not-downloaded', await t.firmware.status(device), firmwareIsNot(DOWNLOADED));
    t.check('whole-package', await device.write('/5/0/0', { format, payload }), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.push-out-of-order',
    title:
      'answers 4.08 to a block that comes before the one that it follows, and has not Downloaded the package',
    requirements: ['HLF-003'],
    clause: 'RFC 7959 §2.5, §2.9.2; TS 1.0 E.6.1',
    when: PUSH,
    images: ['valid'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { register, device } = await t.registered();
    const { payload } = t.firmware.image('valid');
    const plan = planBlocks(payload, SMALL, reorder(0, 2, 1));
    const outcomes = await t.server.requestInBlocks(register, writePackage(device), plan);
    const refusal = outcomes.at(-1);
    if (refusal === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('refused', refusal, code('4.08'));
    t.check('not-downloaded', await t.firmware.status(device), firmwareIsNot(DOWNLOADED));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.push-too-large',
    title: 'ends a download that its storage is too small for in Idle with result 2',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1; RFC 7959 §2.9.3',
    ets: ['LightweightM2M-1.0-int-773'],
    when: PUSH,
    images: ['valid', 'tooLarge'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { device } = await t.registered();
    const answer = await device.write('/5/0/0', t.firmware.image('tooLarge'));
    t.check('refused', answer, code('4.13'), { level: 'should' });
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 2));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.push-too-large-unannounced',
    title: 'ends a download that turns out to be too large in Idle with result 2',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1; RFC 7959 §2.9.3',
    ets: ['LightweightM2M-1.0-int-773'],
    when: PUSH,
    images: ['valid', 'tooLarge'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { register, device } = await t.registered();
    const { payload } = t.firmware.image('tooLarge');
    // Without Size1: the client cannot know before.
    await t.server.requestInBlocks(register, writePackage(device), planBlocks(payload, 6));
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 2));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.push-corrupt',
    title:
      'ends a download whose integrity check fails in Idle with result 5, and cannot be made to install it',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-776'],
    when: PUSH,
    images: ['valid', 'corrupt'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { device } = await t.registered();
    await device.write('/5/0/0', t.firmware.image('corrupt'));
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 5));
    t.check('not-installed', await device.execute('/5/0/2'), code('4.05'));
  },
);

/** What a client finds wrong with a package when it has it whole, and the result that tells it. */
const UNFIT = [
  {
    id: 'firmware.bi.push-out-of-memory',
    title: 'ends a download that its memory is too small for in Idle with result 3',
    ets: ['LightweightM2M-1.0-int-774'],
    image: 'outOfMemory',
    result: 3,
  },
  {
    id: 'firmware.bi.push-unsupported-type',
    title: 'ends the download of a package of a type that it does not support in Idle with result 6',
    ets: ['LightweightM2M-1.0-int-777'],
    image: 'wrongType',
    result: 6,
  },
] as const;

for (const { image, result, ...declaration } of UNFIT)
  clientPurpose(
    {
      ...declaration,
      requirements: ['HLF-003', 'HLF-004'],
      clause: 'TS 1.0 E.6, E.6.1',
      when: PUSH,
      images: ['valid', image],
      twin: 'firmware.bv.push',
    },
    async t => {
      const { device } = await t.registered();
      await device.write('/5/0/0', t.firmware.image(image));
      t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, result));
    },
  );
