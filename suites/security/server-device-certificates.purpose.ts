import { code, type ServerContext, serverPurpose } from '../../harness/touchstone.ts';
import { associated, attemptToRegister, entity, showing } from '../../harness/touchstone-security.ts';
import { refused } from './refused-device.ts';

const TWIN = 'security.bv.device-with-certificate';
const X509 = { requirements: ['SEC-001'], needs: ['listRegistrations'], security: ['x509'] } as const;

/** The device shows the certificate of this name in fixtures/pki, and those of `issuers` behind it; it has the key. */
function shows(t: ServerContext, name: string, ...issuers: readonly string[]): void {
  const { key: privateKey } = entity(name);
  const chain = [name, ...issuers].map(each => entity(each).certificate.raw);
  const own = { kind: 'x509', chain, privateKey } as const;
  t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
}

for (const [id, title, level, chain] of [
  ['device-with-certificate', 'lets in a device whose certificate is of its authority', 'must', ['client']],
  [
    'device-with-certificate-and-its-authority',
    'lets in a device that shows the certificate of the authority behind its own',
    'must',
    ['client', 'authority'],
  ],
  [
    'device-with-certificate-of-intermediate',
    'lets in a device whose certificate is of an authority that its own authority vouches for',
    'should',
    ['client-by-intermediate', 'intermediate'],
  ],
] as const) {
  serverPurpose(
    {
      id: `security.bv.${id}`,
      title,
      level,
      clause: 'TS 1.0 §7.1.9; RFC 5246 §7.4.2; RFC 5280 §6.1',
      ets: ['LightweightM2M-1.0-int-402'],
      ...X509,
    },
    async t => {
      const [name, ...issuers] = chain;
      shows(t, name, ...issuers);
      t.check('associates', (await attemptToRegister(t)).end, associated());
      t.check('registers', await t.device.register(), code('2.01'));
    },
  );
}

for (const [id, what, level, clause, chain] of [
  ['expired-certificate', 'has expired', 'must', 'RFC 5280 §6.1.3', ['client-expired']],
  ['certificate-of-tomorrow', 'is not valid yet', 'must', 'RFC 5280 §6.1.3', ['client-not-yet-valid']],
  ['self-signed-certificate', 'it has signed itself', 'must', 'RFC 5280 §6.1.3', ['client-self-signed']],
  [
    'certificate-of-other-authority',
    'is of an unknown authority',
    'must',
    'RFC 5280 §6.1.3',
    ['client-other-authority', 'other-authority'],
  ],
  [
    'certificate-of-other-device',
    'is signed with the key of another device, which is no authority',
    'must',
    'RFC 5280 §6.1.4 (k)',
    ['client-by-client', 'client-b'],
  ],
  ['certificate-of-a-server', 'is for servers only', 'should', 'RFC 5280 §4.2.1.12', ['server-other-key']],
] as const) {
  serverPurpose(
    {
      id: `security.bi.device-with-${id}`,
      title: `does not let in a device whose certificate ${what}`,
      level,
      clause: `TS 1.0 §7.1.9; ${clause}`,
      twin: TWIN,
      ...X509,
    },
    async t => {
      const [name, ...issuers] = chain;
      shows(t, name, ...issuers);
      await refused(t, await attemptToRegister(t));
    },
  );
}
