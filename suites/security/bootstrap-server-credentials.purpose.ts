import {
  arrives,
  BOOTSTRAP_FINISH,
  bootstrapRequest,
  bootstrapServerPurpose,
  clientError,
  code,
  equals,
} from '../../harness/touchstone.ts';
import {
  associated,
  changeMessage,
  entity,
  noAssociation,
  noDtlsFindings,
  noMessage,
  onlyDtls,
  showing,
  unknownIdentity,
  wrongKey,
} from '../../harness/touchstone-security.ts';
import { handedOutNothing } from './bootstrap-refused.ts';

const TWIN = 'security.bv.bootstrap-over-dtls';
const OTHER_DEVICE = 'urn:dev:ops:touchstone-client-b';
const FACTS = { requirements: ['SEC-001', 'SEC-003'], needs: ['configure'], twin: TWIN } as const;
const PSK = { ...FACTS, security: ['psk'] } as const;
const RPK = { ...FACTS, security: ['rpk'] } as const;
const X509 = { ...FACTS, security: ['x509'] } as const;

bootstrapServerPurpose(
  {
    id: TWIN,
    title:
      'bootstraps a device inside of the association in which it has proven itself, and breaks no rule of DTLS',
    requirements: ['SEC-001', 'SEC-002', 'SEC-003'],
    clause: 'TS 1.0 §5.2, §7.1; RFC 6347 §4',
    ets: ['LightweightM2M-1.0-int-1'],
    needs: ['configure'],
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    const dtls = t.dtls();
    await t.configure();
    const asked = t.device.requestBootstrap([`ep=${t.endpoint}`]);
    t.check('associates', await dtls.nextHandshake(t.patience), associated());
    await asked;
    t.check('finishes', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    t.check('nothing-in-clear', dtls.whole, onlyDtls());
    t.check('no-findings', dtls, noDtlsFindings());
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-with-wrong-key',
    title: 'hands out nothing to a device that does not have the key of its identity',
    clause: 'TS 1.0 §5.2, §7.1.7; RFC 4279 §2',
    ...PSK,
  },
  async t => {
    const other = t.credentialsOf(OTHER_DEVICE);
    await t.provision(other, OTHER_DEVICE);
    const key = typeof other === 'object' && 'key' in other ? Buffer.from(other.key, 'base64') : Buffer.of(0);
    t.dtls().change(({ credentials: { psk, ...others }, ...settings }) => ({
      ...settings,
      credentials: { ...others, ...(psk && { psk: { ...psk, key } }) },
    }));
    await handedOutNothing(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-with-unknown-identity',
    title: 'hands out nothing to a device whose identity nobody has',
    clause: 'TS 1.0 §5.2, §7.1.7; RFC 4279 §2',
    ...PSK,
  },
  async t => {
    const identity = Buffer.from('touchstone-nobody');
    t.dtls().change(settings => ({
      ...settings,
      credentials: unknownIdentity(settings.credentials, identity),
    }));
    await handedOutNothing(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-with-key-of-before',
    title: 'hands out nothing to a device with the key that it had before',
    clause: 'TS 1.0 §5.2, §7.1.7',
    ...PSK,
  },
  async t => {
    const dtls = t.dtls();
    // A session of before is another matter: whoever has it has proven itself.
    dtls.changeSocket({ resumeSessions: false });
    await t.bootstrapped();
    dtls.socket.disconnect(t.device.serverAddress);
    const { identity, key } = t.credentialsOf() as { readonly identity: string; readonly key: string };
    const next = wrongKey({ psk: { identity: Buffer.of(), key: Buffer.from(key, 'base64') } }).psk?.key;
    await t.provision({ identity, key: Buffer.from(next ?? Buffer.of(0)).toString('base64') });
    t.device.disregardPast();
    const { mark } = dtls;
    t.device.commands.length = 0;
    const request = t.device.compose(bootstrapRequest([`ep=${t.endpoint}`]));
    await t.device.exchange(request, t.handshakeSpan);
    t.check('no-association', dtls.since(mark, t.handshakeSpan), noAssociation());
    await t.clock.wait(t.silenceSpan);
    t.check('nothing-handed-out', t.device.commands.length, equals(0));
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-with-unknown-raw-key',
    title: 'hands out nothing to a device whose raw public key is none of those it was told',
    clause: 'TS 1.0 §5.2, §7.1.8; RFC 7250 §6',
    ...RPK,
  },
  async t => {
    const own = { kind: 'raw-public-key', privateKey: entity('client-other-authority').key } as const;
    t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
    await handedOutNothing(t, 'should');
  },
);

for (const [name, what] of [
  ['client-expired', 'that has expired'],
  ['client-self-signed', 'that it has signed itself'],
  ['client-other-authority', 'of another authority'],
] as const) {
  bootstrapServerPurpose(
    {
      id: `security.bi.bootstrap-with-certificate-${name}`,
      title: `hands out nothing to a device with a certificate ${what}`,
      clause: 'TS 1.0 §5.2, §7.1.9; RFC 5280 §6.1.3',
      ...X509,
    },
    async t => {
      const { certificate, key } = entity(name);
      const own = { kind: 'x509', chain: [certificate.raw], privateKey: key } as const;
      t.dtls().change(settings => ({ ...settings, credentials: showing(settings.credentials, own) }));
      await handedOutNothing(t);
    },
  );
}

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-of-other-device',
    title: 'hands out nothing to a device that gives the name of another one',
    clause: 'TS 1.0 §5.2, §7.1, §8.2.3',
    ...FACTS,
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    await t.provision(t.credentialsOf(OTHER_DEVICE), OTHER_DEVICE);
    await t.configure({}, OTHER_DEVICE);
    const answer = await t.device.requestBootstrap([`ep=${OTHER_DEVICE}`]);
    t.check('refused', answer, clientError(), { level: 'should' });
    await t.clock.wait(t.silenceSpan);
    t.check('nothing-handed-out', t.device.commands.length, equals(0));
    await t.configure();
    const own = await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    t.check('own-name-is-served', own, code('2.04'));
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-with-weak-suites',
    title: 'hands out nothing to a device that offers suites without encryption only',
    clause: 'TS 1.0 §7.1; RFC 5246 §7.4.1.3',
    ...FACTS,
    requirements: ['SEC-002', 'SEC-003'],
    security: ['psk', 'rpk', 'x509'],
  },
  async t => {
    const suites = [0x002c, 0x00b0, 0xc006, 0xc018];
    t.dtls().misbehave(changeMessage('client-hello', hello => ({ ...hello, suites })));
    t.check('no-server-hello', await handedOutNothing(t), noMessage('server-hello'));
  },
);
