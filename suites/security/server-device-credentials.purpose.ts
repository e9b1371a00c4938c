import { code, notServed, notShown, satisfies, serverPurpose } from '../../harness/touchstone.ts';
import {
  associated,
  attemptToRegister,
  changeMessage,
  entity,
  noAssociation,
  omitMessage,
  showing,
  showingNothing,
  together,
  unknownIdentity,
  withoutPrivateKey,
  wrongKey,
} from '../../harness/touchstone-security.ts';
import { comesInAfterwards, refused } from './refused-device.ts';

const TWIN = 'security.bv.accept-register-over-dtls';
const OTHER_DEVICE = 'urn:dev:ops:touchstone-client-b';
const PSK = {
  requirements: ['SEC-001'],
  needs: ['listRegistrations'],
  twin: TWIN,
  security: ['psk'],
} as const;
const RPK = { ...PSK, security: ['rpk'] } as const;
const X509 = { ...PSK, security: ['x509'] } as const;
const PROVEN = { ...PSK, ets: ['LightweightM2M-1.0-int-402'], security: ['rpk', 'x509'] } as const;

serverPurpose(
  {
    id: TWIN,
    title: 'lets in a device that proves itself, and accepts its Register inside of the association',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'TS 1.0 §7.1, §7.1.7 to §7.1.9',
    ets: ['LightweightM2M-1.0-int-1', 'LightweightM2M-1.0-int-401', 'LightweightM2M-1.0-int-402'],
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
    title: 'does not let in a device that has the key of another one',
    revision: 2,
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    ...PSK,
  },
  async t => {
    const other = t.credentialsOf(OTHER_DEVICE);
    await t.provision(other, OTHER_DEVICE);
    const key = typeof other === 'object' && 'key' in other ? Buffer.from(other.key, 'base64') : Buffer.of(0);
    const dtls = t.dtls();
    dtls.change(({ credentials: { psk, ...others }, ...settings }) => ({
      ...settings,
      credentials: { ...others, ...(psk && { psk: { ...psk, key } }) },
    }));
    await refused(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bi.device-unknown',
    title:
      'does not let in a device whose identity nobody has, and does not tell it from one with a wrong key',
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    ...PSK,
  },
  async t => {
    const dtls = t.dtls();
    dtls.change(settings => ({ ...settings, credentials: wrongKey(settings.credentials) }));
    const wrong = (await attemptToRegister(t)).end;
    dtls.behave();
    const identity = Buffer.from('touchstone-nobody');
    dtls.change(settings => ({ ...settings, credentials: unknownIdentity(settings.credentials, identity) }));
    const attempt = await attemptToRegister(t);
    const outcomes = [wrong, attempt.end].map(end => (end.kind === 'failed' ? end.message : end.kind));
    const alike = satisfies<string[]>('the same outcome', ([one, other]) => one === other);
    t.check('no-oracle-of-identities', outcomes, alike, { level: 'may' });
    await refused(t, attempt);
  },
);

serverPurpose(
  {
    id: 'security.bi.device-with-empty-identity',
    title: 'does not let in a device that names no identity',
    clause: 'TS 1.0 §7.1.7; RFC 4279 §2',
    ...PSK,
  },
  async t => {
    const nobody = Buffer.of();
    t.dtls().change(settings => ({
      ...settings,
      credentials: unknownIdentity(settings.credentials, nobody),
    }));
    await refused(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bi.device-with-unknown-raw-key',
    title: 'does not serve a device whose raw public key is none of those it was told',
    clause: 'TS 1.0 §7.1.8; RFC 7250 §6',
    ...RPK,
  },
  async t => {
    const own = { kind: 'raw-public-key', privateKey: entity('client-other-authority').key } as const;
    t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
    const { watched, outcome } = await attemptToRegister(t);
    // Where a key is compared is not said: in the handshake, or on Register.
    t.check('no-association', watched, noAssociation(), { level: 'should' });
    t.check('not-served', outcome, notServed());
    t.reported('not-registered', await t.sut.registration(), notShown());
    await comesInAfterwards(t);
  },
);

serverPurpose(
  {
    id: 'security.bi.device-without-the-private-raw-key',
    title: 'does not let in a device that shows a known raw public key, and signs with another one',
    clause: 'TS 1.0 §7.1.8; RFC 5246 §7.4.8',
    ...RPK,
  },
  async t => {
    const dtls = t.dtls();
    const own = { kind: 'raw-public-key', privateKey: entity('client-other-authority').key } as const;
    const { spki } = rawKeyOf(t.credentialsOf());
    dtls.change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
    dtls.misbehave(changeMessage('certificate', () => ({ kind: 'certificate', type: own.kind, spki })));
    await refused(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bi.device-without-the-private-key',
    title: 'does not let in a device that shows the certificate of another one, and signs with its own key',
    clause: 'TS 1.0 §7.1.9; RFC 5246 §7.4.8',
    ...X509,
  },
  async t => {
    t.dtls().change(settings => ({ ...settings, credentials: withoutPrivateKey(settings.credentials) }));
    await refused(t, await attemptToRegister(t));
  },
);

serverPurpose(
  {
    id: 'security.bi.device-without-credential',
    title: 'does not let in a device that shows nothing of itself',
    clause: 'TS 1.0 §7.1, §7.1.8, §7.1.9; RFC 5246 §7.4.6',
    ...PSK,
    security: ['rpk', 'x509'],
  },
  async t => {
    t.dtls().change(settings => ({ ...settings, credentials: showingNothing(settings.credentials) }));
    await refused(t, await attemptToRegister(t));
  },
);

for (const [words, hooks, what, clause] of [
  [
    'without-signature',
    omitMessage('certificate-verify'),
    'shows its credential, and signs nothing',
    'RFC 5246 §7.4.8',
  ],
  [
    'without-certificate-message',
    together(omitMessage('certificate'), omitMessage('certificate-verify')),
    'passes over the request for a credential',
    'RFC 5246 §7.4.6',
  ],
] as const) {
  serverPurpose(
    {
      id: `security.bi.device-${words}`,
      title: `does not let in a device that ${what}`,
      clause: `TS 1.0 §7.1.8, §7.1.9; ${clause}`,
      ...PROVEN,
    },
    async t => {
      t.dtls().misbehave(hooks);
      await refused(t, await attemptToRegister(t));
    },
  );
}

serverPurpose(
  {
    id: 'security.bi.device-with-wrong-finished',
    title: 'does not let in a device whose Finished does not fit the handshake',
    requirements: ['SEC-001', 'SEC-002'],
    clause: 'RFC 5246 §7.4.9',
    needs: ['listRegistrations'],
    twin: TWIN,
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    const verifyData = new Uint8Array(12);
    t.dtls().misbehave(changeMessage('finished', finished => ({ ...finished, verifyData })));
    const { watched } = await attemptToRegister(t);
    t.check('no-association', watched, noAssociation());
    await comesInAfterwards(t);
  },
);

/** Of a device, where it has one. */
function rawKeyOf(security: unknown): { readonly spki: Uint8Array } {
  const { publicKey = '' } = security as { readonly publicKey?: string };
  return { spki: Buffer.from(publicKey, 'base64') };
}
