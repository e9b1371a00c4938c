import { clientPurpose, code, satisfies, text } from '../../harness/touchstone.ts';
import { DOWNLOADED, firmwareIs, HTTP, IDLE } from './firmware-status.ts';

const NAME = 'firmware.bin';

clientPurpose(
  {
    id: 'firmware.bv.pull-over-http',
    title: 'fetches a package from a Package URI over HTTP, and installs it',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-771'],
    when: HTTP,
    images: ['valid'],
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.httpPackageServer();
    const { payload: body } = t.firmware.image('valid');
    const uri = packages.offer(NAME, { status: 200, body });
    t.check('response-code', await device.write('/5/0/1', text(uri)), code('2.04'));
    t.check('downloaded', await t.firmware.downloadEnded(device), firmwareIs(DOWNLOADED, 0));
    const asked = satisfies<number>('a request for it', count => count > 0, 'message.missing');
    t.check('fetched', packages.requests.length, asked);
    t.done(await device.execute('/5/0/2'), 'the Execute of Update');
    t.check('result', (await t.firmware.installed(device)).status, firmwareIs(IDLE, 1));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.pull-over-http-connection-lost',
    title: 'ends a download over HTTP whose connection breaks in Idle with result 4',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    ets: ['LightweightM2M-1.0-int-775'],
    when: HTTP,
    images: ['valid'],
    twin: 'firmware.bv.pull-over-http',
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.httpPackageServer();
    const { payload: body } = t.firmware.image('valid');
    const uri = packages.offer(NAME, { status: 200, body, breaksAfter: Math.floor(body.length / 2) });
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    t.check('result', await t.firmware.downloadEnded(device), firmwareIs(IDLE, 4));
  },
);

clientPurpose(
  {
    id: 'firmware.bi.pull-over-http-not-found',
    title:
      'ends a download over HTTP of a package that is not there in Idle, with a result that is no success',
    requirements: ['HLF-003', 'HLF-004'],
    clause: 'TS 1.0 E.6, E.6.1',
    when: HTTP,
    images: ['valid'],
    twin: 'firmware.bv.pull-over-http',
  },
  async t => {
    const { device } = await t.registered();
    const packages = await t.firmware.httpPackageServer();
    const uri = packages.offer(NAME, { status: 404, body: new Uint8Array(0) });
    t.done(await device.write('/5/0/1', text(uri)), 'the Write of a Package URI');
    const status = await t.firmware.downloadEnded(device);
    t.check('failed', status, firmwareIs(IDLE, 2, 3, 4, 5, 6, 7, 8, 9));
  },
);
