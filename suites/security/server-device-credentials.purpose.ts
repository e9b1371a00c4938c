import { code, METHODS, serverPurpose } from '../../harness/touchstone.ts';
import { associated, noApplicationData, noAssociation, wrongKey } from '../../harness/touchstone-security.ts';

serverPurpose(
  {
    id: 'security.bv.accept-register-over-dtls',
    title: 'lets in a device that proves itself, and accepts its Register inside of the association',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'TS 1.0 §7.1, §7.1.7 to §7.1.9',
    ets: ['LightweightM2M-1.0-int-401'],
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    const registered = await t.device.register();
    t.check('associates', await t.dtls().nextHandshake(0), associated());
    t.check('registers', registered, code('2.01'));
  },
);

serverPurpose(
  {
    id: 'security.bi.device-with-wrong-key',
    title: 'does not let in a device that does not have the key of its identity',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    twin: 'security.bv.accept-register-over-dtls',
    security: ['psk'],
  },
  async t => {
    const dtls = t.dtls();
    dtls.change(settings => ({ ...settings, credentials: wrongKey(settings.credentials) }));
    const mark = dtls.mark;
    const get = { method: METHODS.get, options: [], within: t.handshakeSpan };
    await t.device.request(get);
    t.check('no-association', dtls.since(mark, t.handshakeSpan), noAssociation());
    t.check('no-data', dtls.since(mark, t.handshakeSpan), noApplicationData());
  },
);
