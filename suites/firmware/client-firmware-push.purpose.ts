import {
  blockSize,
  ContentFormat,
  clientPurpose,
  code,
  planBlocks,
  REGISTER,
  reorder,
  repeat,
  satisfies,
  skip,
  stopAfter,
  unchanged,
  value,
} from '../../harness/touchstone.ts';
import {
  DOWNLOADED,
  DOWNLOADING,
  downloaded,
  firmwareIs,
  firmwareIsNot,
  IDLE,
  NO_URI,
  NUL,
  PUSH,
  toldUntil,
  writePackage,
} from './firmware-status.ts';

const SIZES = [2, 4, 6] as const;
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
    id: 'firmware.bv.push-in-blocks-of-every-size',
    title: 'takes a package in blocks of 64, 256 and 1024 bytes',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6; RFC 7959 §2.2, §2.5',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const { payload } = t.firmware.image('valid');
    for (const szx of SIZES) {
      const write = writePackage(device);
      const outcomes = await t.server.requestInBlocks(register, write, planBlocks(payload, szx));
      const last = outcomes.at(-1);
      if (last === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
      t.check(`answer-${blockSize(szx)}`, last, code('2.04'));
      const status = await t.firmware.downloadEnded(device);
      t.check(`downloaded-${blockSize(szx)}`, status, firmwareIs(DOWNLOADED, 0));
      t.done(await device.write('/5/0/0', NUL), 'the Write of one NUL byte');
    }
  },
);

clientPurpose(
  {
    id: 'firmware.bv.push-shows-downloading',
    title: 'is Downloading from the first block of a package on, with the initial result',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6.1',
    ets: ['LightweightM2M-1.0-int-770'],
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const { payload } = t.firmware.image('valid');
    const plan = planBlocks(payload, SMALL, stopAfter(2));
    const [first] = await t.server.requestInBlocks(register, writePackage(device), plan);
    if (first === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('first-block', first, code('2.31'));
    t.check('downloading', await t.firmware.status(device), firmwareIs(DOWNLOADING, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.push-notifies-states',
    title: 'notifies that it is Downloading, then that it has Downloaded, and nothing else',
    requirements: ['HLF-003', 'HLF-004', 'HLF-017'],
    clause: 'TS 1.0 E.6, E.6.1, §5.5.2',
    ets: ['LightweightM2M-1.0-int-760'],
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const observation = await t.observed(device, '/5/0/3');
    t.check('first-value', observation.first, value('/5/0/3', IDLE));
    const plan = planBlocks(t.firmware.image('valid').payload, SMALL);
    await t.server.requestInBlocks(register, writePackage(device), plan.slice(0, 2));
    // It stays in this state until it has been heard of.
    const begun = await toldUntil(t, observation, '/5/0/3', DOWNLOADING);
    t.check('downloading-first', begun, tells(DOWNLOADING));
    await t.server.requestInBlocks(register, writePackage(device), plan.slice(2));
    const ended = await toldUntil(t, observation, '/5/0/3', DOWNLOADED);
    t.check('downloaded-then', ended, tells(DOWNLOADED));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.push-keeps-version',
    title: 'still runs the firmware it had when a package is only Downloaded',
    requirements: ['HLF-002', 'HLF-003'],
    clause: 'TS 1.0 E.4, E.6.1',
    when: `${PUSH} && resource.3.3`,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/3/0/3');
    await downloaded(t, device);
    t.check('version', await device.read('/3/0/3', ContentFormat.tlv), unchanged('/3/0/3', before));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.package-version',
    title: 'tells the version of the package that is Downloaded',
    requirements: ['HLF-002', 'HLF-003'],
    clause: 'TS 1.0 E.6 (PkgVersion)',
    level: 'should',
    when: `${PUSH} && resource.5.7`,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    await downloaded(t, device);
    const { version } = t.firmware;
    if (version === null)
      return t.inconclusive('preamble.refused', 'the SUT file tells no ixit.firmware.version');
    t.check('version', await device.read('/5/0/7', ContentFormat.tlv), value('/5/0/7', version));
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
    id: 'firmware.bv.push-repeated-block',
    title: 'takes a block that comes twice once, or refuses it, and never has a damaged package Downloaded',
    requirements: ['HLF-003'],
    clause: 'RFC 7959 §2.5; TS 1.0 E.6.1',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const { payload } = t.firmware.image('valid');
    const plan = planBlocks(payload, 4, repeat(1));
    const outcomes = await t.server.requestInBlocks(register, writePackage(device), plan);
    const last = outcomes.at(-1);
    if (last === undefined) return t.inconclusive('preamble.no-response', 'nothing was sent');
    t.check('answered', last, code('2.04', '4.08'));
    const isTaken = last.kind === 'response' && last.message.code === '2.04';
    const status = await t.firmware.downloadEnded(device);
    t.check('consistent', status, isTaken ? firmwareIs(DOWNLOADED, 0) : firmwareIsNot(DOWNLOADED));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.push-begun-anew',
    title: 'takes a package from its first block on when the server has broken off before',
    requirements: ['HLF-003'],
    clause: 'RFC 7959 §2.5; TS 1.0 E.6.1',
    when: PUSH,
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const image = t.firmware.image('valid');
    const plan = planBlocks(image.payload, SMALL, stopAfter(3));
    await t.server.requestInBlocks(register, writePackage(device), plan);
    t.check('response-code', await device.write('/5/0/0', image), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.push-after-restart',
    title: 'has no package after a power cycle in the middle of a download, and takes one then',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6.1',
    when: PUSH,
    needs: ['restart'],
    images: ['valid'],
  },
  async t => {
    const { register, device } = await t.registered();
    const image = t.firmware.image('valid');
    const plan = planBlocks(image.payload, SMALL, stopAfter(3));
    await t.server.requestInBlocks(register, writePackage(device), plan);
    await t.sut.restart();
    const again = await t.server.next(REGISTER);
    if (again.kind === 'silence')
      return t.inconclusive('preamble.not-registered', 'no Register after the restart');
    await t.settled();
    const restarted = t.server.operationsOn(again.message);
    t.check('no-package', await t.firmware.status(restarted), firmwareIsNot(DOWNLOADED));
    t.check('response-code', await restarted.write('/5/0/0', image), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(restarted), firmwareIs(DOWNLOADED, 0));
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
    id: 'firmware.bi.push-out-of-memory',
    title: 'ends a download that its memory is too small for in Idle with result 3',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-774'],
    when: PUSH,
    images: ['valid', 'outOfMemory'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { device } = await t.registered();
    await device.write('/5/0/0', t.firmware.image('outOfMemory'));
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 3));
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

clientPurpose(
  {
    id: 'firmware.bi.push-unsupported-type',
    title: 'ends the download of a package of a type that it does not support in Idle with result 6',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-777'],
    when: PUSH,
    images: ['valid', 'wrongType'],
    twin: 'firmware.bv.push',
  },
  async t => {
    const { device } = await t.registered();
    await device.write('/5/0/0', t.firmware.image('wrongType'));
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 6));
  },
);

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

/** This state and nothing before it; some clients tell a state once more. */
function tells(state: number) {
  return satisfies<readonly number[]>(
    `${state} and nothing else`,
    told => told.length > 0 && told.every(each => each === state),
  );
}
