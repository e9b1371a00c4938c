import {
  blockSize,
  ContentFormat,
  clientPurpose,
  code,
  dying,
  exchanged,
  REGISTER,
  refused,
  satisfies,
  slowly,
  text,
  unchanged,
  value,
  whole,
} from '../../harness/touchstone.ts';
import { DOWNLOADED, DOWNLOADING, firmwareIs, firmwareIsNot, IDLE, NO_URI, PULL } from './firmware-status.ts';

const NAME = 'firmware.bin';
/** Blocks of 256 bytes. */
const SMALL = 4;
/** Milliseconds; below ACK_TIMEOUT, so that nothing is sent again. */
const SLOW = 1_000;

clientPurpose(
  {
    id: 'firmware.bv.pull-begun',
    title: 'accepts a Package URI and asks the server there for the package',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PULL,
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    // Whatever the client thinks of it: what an image is for it need not be known.
    const uri = packages.offer(NAME, whole(Uint8Array.of(1, 2, 3)));
    t.check('response-code', await device.write('/5/0/1', text(uri)), code('2.04'));
    await t.firmware.downloadEnded(device);
    const asked = satisfies<number>('requests for it', count => count > 0, 'message.missing');
    t.check('fetched', packages.requests.length, asked);
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull',
    title: 'fetches a package from its Package URI, and has it then Downloaded',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-756', 'LightweightM2M-1.0-int-771'],
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const uri = packages.offer(NAME, whole(t.firmware.image('valid').payload));
    t.check('response-code', await device.write('/5/0/1', text(uri)), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
    const asked = satisfies<number>('requests for it', count => count > 0, 'message.missing');
    t.check('fetched', packages.requests.length, asked);
    t.check('uri-kept', await device.read('/5/0/1', ContentFormat.tlv), value('/5/0/1', uri));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-update',
    title: 'installs the package that it has fetched',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-771'],
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const uri = packages.offer(NAME, whole(t.firmware.image('valid').payload));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    await t.firmware.downloadEnded(device);
    t.check('response-code', await device.execute('/5/0/2'), code('2.04'));
    t.check('result', (await t.firmware.installed(device)).status, firmwareIs(IDLE, 1));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-in-blocks-of-every-size',
    title: 'fetches a package in blocks of the size that its server gives',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6; RFC 7959 §2.2, §2.4',
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const { payload } = t.firmware.image('valid');
    for (const szx of [0, 2, 4, 6]) {
      const uri = packages.offer(`firmware-${szx}.bin`, whole(payload, szx));
      t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
      const status = await t.firmware.downloadEnded(device);
      t.check(`downloaded-${blockSize(szx)}`, status, firmwareIs(DOWNLOADED, 0));
      t.done(await device.write('/5/0/1', NO_URI), 'the Write of an empty Package URI');
    }
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-shows-downloading',
    title: 'is Downloading, with the initial result, while it fetches a package',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6.1',
    ets: ['LightweightM2M-1.0-int-771'],
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const body = whole(t.firmware.image('valid').payload, SMALL);
    const uri = packages.offer(NAME, slowly(body, SLOW, t.clock));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    await t.clock.wait(SLOW);
    t.check('downloading', await t.firmware.status(device), firmwareIs(DOWNLOADING, 0));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-over-restart-of-server',
    title:
      'asks again for what a server did not answer that was down for a moment, and goes on with the download',
    requirements: ['HLF-003', 'HLF-036'],
    clause: 'TS 1.0 E.6.1; RFC 7252 §4.2',
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const body = whole(t.firmware.image('valid').payload, SMALL);
    const uri = packages.offer(NAME, slowly(body, SLOW / 2, t.clock));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    await t.clock.wait(SLOW);
    await packages.restart(t.parameters.ackTimeout);
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-after-restart',
    title: 'has a package only whole after a power cycle while it was fetching it, and fetches one then',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PULL,
    needs: ['restart'],
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const image = whole(t.firmware.image('valid').payload, SMALL);
    const uri = packages.offer(NAME, dying(image, 3));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    await t.clock.wait(SLOW);
    await t.sut.restart();
    const again = await t.server.next(REGISTER);
    if (again.kind === 'silence')
      return t.inconclusive('preamble.not-registered', 'no Register after the restart');
    await t.settled();
    const restarted = t.server.operationsOn(again.message);
    // It may have given up, or be fetching still: the server is silent, so that the whole cannot be there.
    t.check('no-package', await t.firmware.status(restarted), firmwareIsNot(DOWNLOADED));
    t.done(await restarted.write('/5/0/1', NO_URI), 'the Write of an empty Package URI');
    const second = packages.offer(`again-${NAME}`, image);
    t.check('response-code', await restarted.write('/5/0/1', text(second)), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(restarted), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-given-up',
    title: 'gives up its download when an empty Package URI is written, and stays Idle',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const body = whole(t.firmware.image('valid').payload, SMALL);
    const uri = packages.offer(NAME, slowly(body, SLOW, t.clock));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    await t.clock.wait(SLOW * 2);
    t.check('response-code', await device.write('/5/0/1', NO_URI), code('2.04'));
    t.check('idle', await t.firmware.status(device), firmwareIs(IDLE, 0));
    t.check('uri-empty', await device.read('/5/0/1', ContentFormat.tlv), value('/5/0/1', ''), {
      level: 'may',
    });
    await t.clock.wait(SLOW * 15);
    t.check('stays-idle', await t.firmware.status(device), firmwareIs(IDLE, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.pull-connection-lost',
    title: 'ends a download whose server dies in Idle with result 4',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-775'],
    when: PULL,
    images: ['valid'],
    twin: 'firmware.bv.pull',
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const uri = packages.offer(NAME, dying(whole(t.firmware.image('valid').payload, SMALL), 3));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 4));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.pull-invalid-uri',
    title: 'ends a download from a URI that is none in Idle with result 7',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-778'],
    when: PULL,
    twin: 'firmware.bv.pull-begun',
  },
  async t => {
    const { device } = await t.registered();
    const answer = await device.write('/5/0/1', text('coap//no:uri at all'));
    // It may be refused at once, or accepted and then found wrong.
    t.check('accepted', answer, code('2.04'), { level: 'may' });
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 7));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.pull-unsupported-protocol',
    title: 'ends a download over a protocol that it does not support in Idle with result 9',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-780'],
    when: PULL,
    twin: 'firmware.bv.pull-begun',
  },
  async t => {
    const { device } = await t.registered();
    const answer = await device.write('/5/0/1', text('ftp://127.0.0.1/firmware.bin'));
    t.check('accepted', answer, code('2.04'), { level: 'may' });
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 9));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.pull-not-found',
    title: 'ends a download of a package that is not there in Idle, with a result that is no success',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PULL,
    twin: 'firmware.bv.pull-begun',
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const uri = packages.offer(NAME, refused('4.04'));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    const status = await t.firmware.downloadEnded(device);
    t.check('failed', status, firmwareIs(IDLE, 2, 3, 4, 5, 6, 7, 8, 9));
    t.check('invalid-uri', status, firmwareIs(IDLE, 7), { level: 'should' });
  },
);

/** Packages that come to nothing: words of the id, what is downloaded, image, Update Result, number of the ETS test. */
const REFUSED = [
  ['too-large', 'that its storage is too small for', 'tooLarge', 2, 773],
  ['corrupt', 'of a damaged package', 'corrupt', 5, 776],
  ['unsupported-type', 'of what is no package', 'wrongType', 6, 777],
] as const;

for (const [words, what, image, result, ets] of REFUSED) {
  clientPurpose(
    {
      id: `firmware.bi.pull-${words}`,
      title: `ends a download ${what} in Idle with result ${result}`,
      requirements: ['HLF-003', 'HLF-004'],
      clause: 'TS 1.0 E.6, E.6.1',
      ets: [`LightweightM2M-1.0-int-${ets}`],
      when: PULL,
      images: ['valid', image],
      twin: 'firmware.bv.pull',
    },
    async t => {
      const { device } = await t.registered();
      const packages = await t.firmware.packageServer();
      const uri = packages.offer(NAME, whole(t.firmware.image(image).payload));
      t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
      t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, result));
    },
  );
}

clientPurpose(
  {
    id: 'firmware.bi.pull-exchanged-package',
    title: 'does not mix two packages when another is at the URI in the middle of a download',
    requirements: ['HLF-003'],
    clause: 'RFC 7959 §2.4; TS 1.0 E.6.1',
    when: PULL,
    images: ['valid', 'wrongType'],
    twin: 'firmware.bv.pull',
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    const [first, second] = [t.firmware.image('valid').payload, t.firmware.image('wrongType').payload];
    const uri = packages.offer(NAME, exchanged(whole(first, SMALL), whole(second, SMALL), 4));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    t.check('not-downloaded', await t.firmware.downloadEnded(device), firmwareIsNot(DOWNLOADED));
  },
);

clientPurpose(
  {
    id: 'firmware.bv.pull-after-failure',
    title: 'forgets the result of a failed download when the next Package URI is written',
    requirements: ['HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: PULL,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.packageServer();
    await device.write('/5/0/1', text('ftp://127.0.0.1/firmware.bin'));
    const failed = await t.firmware.downloadEnded(device);
    if (!firmwareIs(IDLE, 9).judge(failed, t.definitions).pass)
      return t.inconclusive('preamble.refused', 'the download over ftp did not fail');
    const body = whole(t.firmware.image('valid').payload, SMALL);
    const uri = packages.offer(NAME, slowly(body, SLOW, t.clock));
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    await t.clock.wait(SLOW);
    t.check('initial-result', await t.firmware.status(device), firmwareIs(DOWNLOADING, 0));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.uri-too-long',
    title: 'refuses a Package URI of more than 255 bytes, and begins no download',
    requirements: ['HLF-003'],
    clause: 'TS 1.0 E.6 (range 0 to 255 bytes), §5.4.3',
    level: 'should',
    when: PULL,
    twin: 'firmware.bv.pull-begun',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/5/0');
    const uri = `coap://127.0.0.1/${'x'.repeat(255)}`;
    t.check('refused', await device.write('/5/0/1', text(uri)), code('4.00', '4.06', '4.13'));
    t.check('nothing-changed', await t.firmware.status(device), unchanged('/5/0', before));
  },
);
