import {
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  DEREGISTER,
  elapsed,
  message,
  pathOf,
  REGISTER,
  tlv,
  UPDATE,
} from '../../harness/touchstone.ts';

/** Seconds: small enough to be waited for, and as the ETS has it. */
const SHORT_LIFETIME = 20;

clientPurpose(
  {
    id: 'registration.ti.renew-by-new-lifetime',
    title: 'renews its registration before a lifetime ends that the server has written meanwhile',
    requirements: ['HLF-019', 'HLF-037', 'HLF-010'],
    clause: 'TS 1.0 §5.3.2, E.2',
    ets: ['LightweightM2M-1.0-int-102', 'LightweightM2M-1.1-int-102'],
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const written = await device.write(`${account}/1`, tlv(`${account}/1`, SHORT_LIFETIME));
    t.done(written, 'the Write of the lifetime');
    const update = await t.server.next(UPDATE);
    if (update.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    const renewal = await t.server.next(UPDATE, 2 * SHORT_LIFETIME * 1000);
    t.check('renewed', renewal, arrives('an Update'));
    t.check('in-time', renewal, elapsed(update.message.at, t.withinTolerance(0, SHORT_LIFETIME * 1000)));
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-new-location',
    title: 'sends its Updates to the location of its newest registration',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.3.2',
    revision: 2,
  },
  async t => {
    const registered = await t.registered();
    t.server.forget();
    await t.provokeUpdate(registered);
    if ((await t.server.next(UPDATE)).kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no Update came');
    const register = await t.server.next(REGISTER);
    const location = t.server.locationOf(t.endpoint);
    if (register.kind === 'silence' || location === null)
      return t.inconclusive('preamble.not-registered', 'no second Register came');
    await t.settled();
    const device = t.server.operationsOn(register.message);
    await t.provokeUpdate({ ...registered, device });
    const update = await t.server.next(UPDATE);
    t.check('update-sent', update, arrives('an Update'));
    const toNewest = message(
      `an Update at ${location}`,
      request => ({ pass: pathOf(request) === location, received: pathOf(request) }),
      'exchange.mismatch',
    );
    t.check('location', update, toNewest);
  },
);

/** Seconds. */
const DISABLE_TIMEOUT = 5;

clientPurpose(
  {
    id: 'registration.ti.serve-after-disable-timeout',
    title: 'serves its server again once it has registered at the end of the Disable Timeout',
    requirements: ['HLF-008', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, E.2',
    ets: ['LightweightM2M-1.0-int-103', 'LightweightM2M-1.0-int-555'],
    when: 'resource.1.4 && resource.1.5',
  },
  async t => {
    const { device, account } = await t.registered();
    const timeout = `${account}/5`;
    t.done(await device.write(timeout, tlv(timeout, DISABLE_TIMEOUT)), 'the Write of the Disable Timeout');
    t.done(await device.execute(`${account}/4`), 'the Execute of Disable');
    const deregister = await t.server.next(DEREGISTER);
    if (deregister.kind === 'silence') return t.inconclusive('preamble.no-response', 'no De-register came');
    const register = await t.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    if (register.kind === 'silence')
      return t.inconclusive('preamble.not-registered', 'no second Register came');
    await t.settled();
    const again = t.server.operationsOn(register.message);
    t.check('served-again', await again.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);
