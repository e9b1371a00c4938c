import {
  arrives,
  BOOTSTRAP_FINISH,
  bootstrapRequest,
  bootstrapServerPurpose,
  equals,
  instancesOf,
  type PlainValue,
  securityResources,
  silence,
} from '../../harness/touchstone.ts';
import {
  applicationData,
  encodeMessage,
  entity,
  first,
  onlyDtls,
  spkiInBase64,
  tamper,
} from '../../harness/touchstone-security.ts';
import { handsOutAfterwards } from './bootstrap-refused.ts';

const TWIN = 'security.bv.hand-out-psk-account';
const MODES = ['psk', 'rpk', 'x509'] as const;
const SERVER_URI = 'coaps://192.0.2.7:5684';
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const pkcs8 = (name: string): string => base64(entity(name).key.export({ type: 'pkcs8', format: 'der' }));

/** Accounts of servers of each mode. */
const ACCOUNTS = [
  ['psk', () => ({ identity: 'touchstone-device', key: base64(Buffer.from('0123456789abcdef')) })],
  [
    'rpk',
    () => ({
      publicKey: spkiInBase64('client-b'),
      privateKey: pkcs8('client-b'),
      serverPublicKey: spkiInBase64('server-other-key'),
    }),
  ],
  [
    'x509',
    () => ({
      certificate: base64(entity('client-b').certificate.raw),
      privateKey: pkcs8('client-b'),
      serverCertificate: base64(entity('server-other-key').certificate.raw),
    }),
  ],
] as const;

for (const [mode, make] of ACCOUNTS) {
  bootstrapServerPurpose(
    {
      id: `security.bv.hand-out-${mode}-account`,
      title: `hands out the account of a server with ${mode.toUpperCase()}, with the mode and the very keys that it was told`,
      requirements: ['SEC-003'],
      clause: 'TS 1.0 §5.2, §7.1.7 to §7.1.9, E.1',
      needs: ['configure'],
      security: MODES,
    },
    async t => {
      const security = make();
      const { written } = await t.bootstrapped({
        accounts: [t.account({ serverUri: SERVER_URI, security })],
      });
      const [instance = '/0'] = instancesOf(written, 0).filter(path => written[`${path}/0`] === SERVER_URI);
      const resource = (id: number): PlainValue | undefined => written[`${instance}/${id}`];
      const wanted = securityResources(security);
      t.check('uri', resource(0), equals<PlainValue | undefined>(SERVER_URI));
      t.check('mode', resource(2), equals<PlainValue | undefined>(wanted.mode));
      t.check('own', resource(3), equals<PlainValue | undefined>(wanted.own));
      // With a pre-shared key there is nothing for it.
      if (mode !== 'psk') t.check('server', resource(4), equals<PlainValue | undefined>(wanted.server));
      t.check('secret', resource(5), equals<PlainValue | undefined>(wanted.secret));
      t.check('nothing-in-clear', t.dtls().whole, onlyDtls());
    },
  );
}

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-in-the-clear',
    title: 'hands out nothing to a device that asks in the clear where DTLS is due',
    requirements: ['SEC-003', 'SEC-002'],
    clause: 'TS 1.0 §5.2, §7.1; RFC 7252 §9.1.1',
    needs: ['configure'],
    twin: TWIN,
    security: MODES,
  },
  async t => {
    await t.configure();
    const dtls = t.dtls();
    const { mark } = dtls;
    const request = t.device.compose(bootstrapRequest([`ep=${t.endpoint}`]));
    dtls.wire.send(encodeMessage(request), t.device.serverAddress);
    await t.clock.wait(t.silenceSpan);
    // A command in the clear is heard by nobody: the wire shows it.
    t.check('nothing-in-clear', dtls.since(mark, t.silenceSpan), onlyDtls());
    await handsOutAfterwards(t);
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-request-tampered',
    title: 'does not act on a Bootstrap-Request that was changed on the way',
    requirements: ['SEC-002'],
    clause: 'RFC 6347 §4.1.2.1, §4.1.2.7',
    needs: ['configure'],
    twin: TWIN,
    security: ['psk', 'rpk'],
  },
  async t => {
    await t.configure();
    const dtls = t.dtls();
    dtls.misbehave(tamper(first(applicationData), -1));
    const request = t.device.compose(bootstrapRequest([`ep=${t.endpoint}`]));
    t.check('not-answered', await t.device.exchange(request, t.silenceSpan), silence('response'));
    await t.clock.wait(t.silenceSpan / 4);
    t.check('nothing-handed-out', t.device.commands.length, equals(0));
    dtls.misbehave({});
    await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    t.check('served-afterwards', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name), {
      level: 'should',
    });
  },
);

bootstrapServerPurpose(
  {
    id: 'security.bi.bootstrap-request-replayed',
    title: 'hands out once what was asked for in a record that comes again',
    requirements: ['SEC-004'],
    clause: 'RFC 6347 §4.1.2.6',
    needs: ['configure'],
    twin: TWIN,
    security: ['psk', 'rpk'],
  },
  async t => {
    await t.configure();
    const dtls = t.dtls();
    await dtls.socket.handshake(t.device.serverAddress);
    const asked = t.device.requestBootstrap([`ep=${t.endpoint}`]);
    const [recorded] = dtls.wire.sent.slice(-1);
    await asked;
    t.check('handed-out', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    const before = t.device.commands.length;
    if (recorded !== undefined) dtls.wire.replay(recorded);
    await t.clock.wait(t.silenceSpan);
    t.check('not-handed-out-again', t.device.commands.length, equals(before, 'message.unexpected'));
  },
);
