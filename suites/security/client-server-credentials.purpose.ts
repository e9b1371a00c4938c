import { arrives, clientPurpose, REGISTER, silence } from '../../harness/touchstone.ts';
import { associated, noApplicationData, onlyDtls, wrongKeys } from '../../harness/touchstone-security.ts';

clientPurpose(
  {
    id: 'security.bv.register-over-dtls',
    title: 'proves itself to its server and registers inside of the association, with nothing in the clear',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'TS 1.0 §7.1, §7.1.7 to §7.1.9',
    ets: ['LightweightM2M-1.0-int-401'],
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    await t.start();
    t.check('associates', await t.dtls().nextHandshake(t.patience), associated());
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    t.check('nothing-in-clear', await t.dtls().watch(t.silenceSpan), onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bi.server-with-wrong-key',
    title: 'tells nothing to a server that does not have its key',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    twin: 'security.bv.register-over-dtls',
    security: ['psk'],
  },
  async t => {
    const dtls = t.dtls();
    dtls.change(settings => ({ ...settings, credentials: wrongKeys(settings.credentials) }));
    await t.start();
    const watched = await dtls.watch(t.handshakeSpan);
    t.check('no-data', watched, noApplicationData());
    t.check('nothing-in-clear', watched, onlyDtls());
    t.check('no-register', await t.server.next(REGISTER, 0), silence('Register'));
  },
);
