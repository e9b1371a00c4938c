import {
  arrives,
  code,
  locationPath,
  METHODS,
  notShown,
  pathOptions,
  queryOptions,
  registerRequest,
  reportsCode,
  requestFor,
  serverPurpose,
  shown,
} from '../../harness/touchstone.ts';
import { onlyDtls, sendBytesInTheClear, sendInTheClear } from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.requests-inside-association';
const ALL = {
  requirements: ['SEC-002', 'SEC-003'],
  clause: 'TS 1.0 §7.1; RFC 7252 §9.1, §6.2',
  needs: ['listRegistrations', 'read'],
  security: ['psk', 'rpk', 'x509'],
} as const;

serverPurpose(
  {
    id: TWIN,
    title:
      'sends its requests to a device inside of the association of that device, and nothing in the clear',
    ets: ['LightweightM2M-1.0-int-401', 'LightweightM2M-1.0-int-402'],
    ...ALL,
  },
  async t => {
    const dtls = t.dtls();
    const { mark } = dtls;
    await t.registered();
    const { request, answer } = await t.stimulate(requestFor('get', '/3/0'), () => t.sut.read('/3/0'));
    t.check('read', request, arrives('the Read'));
    t.reported('answer', answer, reportsCode('2.05'));
    t.check('only-dtls', dtls.since(mark, 0), onlyDtls());
  },
);

serverPurpose(
  {
    id: 'security.bi.register-in-the-clear',
    title: 'takes no Register in the clear where devices must prove themselves',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const register = registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
    t.check('no-answer', await sendInTheClear(t, register), onlyDtls());
    t.reported('not-registered', await t.sut.registration(), notShown());
    t.check('right-one-comes-in', await t.device.register(), code('2.01'));
  },
);

serverPurpose(
  {
    id: 'security.bi.read-in-the-clear',
    title: 'shows nothing in the clear where devices must prove themselves',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    for (const [words, path] of [
      ['root', '/'],
      ['discovery', '/.well-known/core'],
    ] as const) {
      const get = { method: METHODS.get, options: pathOptions(path) };
      t.check(words, await sendInTheClear(t, get), onlyDtls());
    }
    t.check('right-one-comes-in', await t.device.register(), code('2.01'));
  },
);

serverPurpose(
  {
    id: 'security.bi.ping-in-the-clear',
    title: 'does not answer a CoAP ping in the clear where devices must prove themselves',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const ping = Uint8Array.of(0x40, 0x00, 0x12, 0x34);
    t.check('no-answer', await sendBytesInTheClear(t, ping), onlyDtls());
    t.check('right-one-comes-in', await t.device.register(), code('2.01'));
  },
);

serverPurpose(
  {
    id: 'security.bi.update-in-the-clear',
    title: 'takes no Update in the clear from the address of a device that has associated',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const location = locationPath(await t.registered());
    const options = [...location, ...queryOptions([`lt=${t.lifetime + 600}`])];
    const update = { method: METHODS.post, options, illegal: true } as const;
    t.check('no-answer', await sendInTheClear(t, update), onlyDtls());
    t.reported('lifetime-kept', await t.sut.registration(), shown('lifetime', t.lifetime));
    t.check('update-inside', await t.device.updateAt(location), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'security.bi.deregister-in-the-clear',
    title: 'takes no De-register in the clear from the address of a device that has associated',
    twin: TWIN,
    ...ALL,
  },
  async t => {
    const location = locationPath(await t.registered());
    const leave = { method: METHODS.delete, options: location, illegal: true } as const;
    t.check('no-answer', await sendInTheClear(t, leave), onlyDtls());
    t.reported('still-registered', await t.sut.registration(), shown('endpoint', t.endpoint));
    t.check('update-inside', await t.device.updateAt(location), code('2.04'));
  },
);
