import {
  blockSize,
  ContentFormat,
  clientPurpose,
  code,
  planBlocks,
  REGISTER,
  repeat,
  satisfies,
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

/** This state and nothing before it; some clients tell a state once more. */
function tells(state: number) {
  return satisfies<readonly number[]>(
    `${state} and nothing else`,
    told => told.length > 0 && told.every(each => each === state),
  );
}
