import { code, locationPath, notShown, serverPurpose, shown } from '../../harness/touchstone.ts';
import { onlyDtls } from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.registration-inside-association';
const ALL = {
  requirements: ['SEC-002', 'SEC-003'],
  clause: 'TS 1.0 §5.3, §7.1',
  needs: ['listRegistrations'],
  security: ['psk', 'rpk', 'x509'],
} as const;

serverPurpose(
  {
    id: TWIN,
    title: 'takes Register, Update and De-register of a device inside of one association',
    ets: ['LightweightM2M-1.0-int-1', 'LightweightM2M-1.0-int-2'],
    ...ALL,
  },
  async t => {
    const dtls = t.dtls();
    const { mark } = dtls;
    const location = locationPath(await t.registered());
    t.reported('registered', await t.sut.registration(), shown('endpoint', t.endpoint));
    t.check('updates', await t.device.updateAt(location), code('2.04'));
    t.check('deregisters', await t.device.deregisterAt(location), code('2.02'));
    t.reported('gone', await t.sut.registration(), notShown());
    t.check('only-dtls', dtls.since(mark, 0), onlyDtls());
  },
);

serverPurpose(
  {
    id: 'security.bi.request-without-association',
    title: 'sends nothing in the clear to a device that has ended its association',
    twin: TWIN,
    ...ALL,
    needs: ['listRegistrations', 'read'],
  },
  async t => {
    await t.registered();
    const dtls = t.dtls();
    dtls.socket.disconnect(t.device.serverAddress);
    // Until it has heard the goodbye, the association is there for it.
    await t.clock.wait(t.silenceSpan);
    const { mark } = dtls;
    // Nobody waits for its end: a server may try for as long as a request takes.
    t.sut.read('/3/0/0').catch(() => {});
    await t.clock.wait(t.silenceSpan);
    t.check('only-dtls', dtls.since(mark, t.silenceSpan), onlyDtls());
    t.check('served-again', await t.device.register(), code('2.01'));
  },
);
