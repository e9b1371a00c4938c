import {
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  type Expectation,
  equals,
  linksIn,
  REGISTER,
} from '../../harness/touchstone.ts';
import {
  associated,
  blankKeys,
  keepingSessions,
  noApplicationData,
  noAssociation,
  onlyDtls,
  provenIdentity,
  sessionTakenUp,
} from '../../harness/touchstone-security.ts';

const TWIN = 'security.bv.served-but-for-keys';
const MODES = ['psk', 'rpk', 'x509'] as const;

clientPurpose(
  {
    id: TWIN,
    title: 'lets its server read what is not secret, inside of their association',
    requirements: ['SEC-003'],
    clause: 'TS 1.0 §5.4.1, §7.1',
    security: MODES,
  },
  async t => {
    const { device } = await t.registered();
    t.check('read', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    t.check('discover', await device.discover('/3'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'security.bi.tell-keys',
    title: 'tells its server no secret, whatever it asks for',
    requirements: ['SEC-003'],
    clause: 'TS 1.0 §5.4.1, §8.2.5, E.1',
    ets: ['LightweightM2M-1.0-int-403'],
    twin: TWIN,
    security: MODES,
    revision: 2,
  },
  async t => {
    const { device, account, register } = await t.registered();
    for (const path of ['/0', '/0/0', '/0/0/5', '/0/0/3', '/0/0/4']) {
      await device.read(path);
      await device.read(path, ContentFormat.tlv);
    }
    for (const path of ['/0', '/0/0', '/0/0/5']) await device.discover(path);
    await device.observe('/0/0/5');
    t.check(
      'no-secret',
      t.server.received.map(({ payload }) => payload),
      without(secretOf(t)),
    );
    const listed = linksIn({ kind: 'response', message: register, sentFrame: null }).filter(({ target }) =>
      /^\/0(\/|$)/.test(target),
    );
    t.check('security-object-not-listed', listed.length, equals(0), { level: 'should' });
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'security.bv.use-account-handed-out',
    title:
      'associates with the server whose account it is handed out over DTLS, with the key that came with it',
    requirements: ['SEC-003', 'SEC-001'],
    clause: 'TS 1.0 §5.2, §7.1, E.1',
    when: 'bootstrap.client-initiated',
    needs: ['startWith'],
    security: ['psk'],
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const security = { identity: 'touchstone-handed-out', key: Buffer.alloc(16, 0x5a).toString('base64') };
    t.server.provision(t.endpoint, security);
    await t.handedOut(bootstrap, t.account({ security }));
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const end = await t.dtls().nextAssociation(t.patience);
    t.check('associates', end, associated());
    t.check('with-the-new-key', end, provenIdentity('touchstone-handed-out'));
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    t.check('nothing-in-clear', t.dtls().whole, onlyDtls());
    t.check('nothing-in-clear-at-bootstrap', t.dtls('bootstrap-server').whole, onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bv.use-key-handed-out-again',
    title:
      'associates with the key that it was handed out last, and takes up no session made with the one before',
    level: 'should',
    requirements: ['SEC-001', 'SEC-003'],
    clause: 'TS 1.0 §5.2, §7.1; RFC 5246 §F.1.4',
    when: 'bootstrap.client-initiated',
    needs: ['startWith', 'triggerBootstrap'],
    security: ['psk'],
  },
  async t => {
    const dtls = t.dtls();
    // A server that would take up a session of the former key: that there is none is the device's doing.
    dtls.change(keepingSessions());
    const { bootstrap, bootstrapServer } = await t.bootstrapping();
    const handOut = async (commands: typeof bootstrap, name: string, octet: number) => {
      const security = { identity: name, key: Buffer.alloc(16, octet).toString('base64') };
      t.server.provision(t.endpoint, security);
      await t.handedOut(commands, t.account({ security }));
      t.done(await commands.finish(), 'the Bootstrap-Finish');
      return dtls.nextAssociation(t.patience);
    };
    t.check(
      'first-key',
      await handOut(bootstrap, 'touchstone-first', 0x11),
      provenIdentity('touchstone-first'),
    );
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    await t.settled();
    await t.sut.triggerBootstrap();
    const again = await t.askedAt(bootstrapServer);
    dtls.disregardPast();
    const end = await handOut(again.bootstrap, 'touchstone-second', 0x22);
    t.check('second-key', end, provenIdentity('touchstone-second'));
    t.check('whole-handshake', end, sessionTakenUp(false));
    t.check('registers-again', await t.server.next(REGISTER), arrives(REGISTER.name));
  },
);

clientPurpose(
  {
    id: 'security.bi.bootstrap-server-with-wrong-key',
    title: 'asks nothing of a bootstrap server that does not have its key',
    revision: 2,
    requirements: ['SEC-001', 'SEC-003'],
    clause: 'TS 1.0 §5.2, §7.1.7',
    when: 'bootstrap.client-initiated',
    needs: ['startWith'],
    twin: 'security.bv.use-account-handed-out',
    security: ['psk'],
  },
  async t => {
    const bootstrapServer = await t.bootstrapServer();
    const dtls = t.dtls('bootstrap-server');
    dtls.change(settings => ({ ...settings, credentials: blankKeys(settings.credentials) }));
    await t.startWith([], { serverUri: bootstrapServer.uri, holdOff: 0 });
    if (!(await dtls.contacted(t.patience)))
      t.inconclusive('preamble.no-response', 'the client did not try to associate');
    const watched = await dtls.watch(t.handshakeSpan);
    t.check('no-association', watched, noAssociation());
    t.check('no-data', watched, noApplicationData());
    t.check('nothing-in-clear', watched, onlyDtls());
  },
);

clientPurpose(
  {
    id: 'security.bv.key-of-each-server',
    title: 'proves itself to each of two servers with the key that it has for that one',
    requirements: ['SEC-001'],
    clause: 'TS 1.0 §7.1, E.1',
    when: 'multi-server',
    needs: ['startWith'],
    security: ['psk'],
  },
  async t => {
    const second = { identity: 'touchstone-second-server', key: Buffer.alloc(16, 0x2b).toString('base64') };
    const servers = await t.startWithTwo([{}, { security: second }]);
    servers[1].provision(t.endpoint, second);
    const { identity } = t.account().security as { readonly identity: string };
    t.check('first', await t.dtls().nextAssociation(t.patience), provenIdentity(identity));
    t.check('second', await t.dtls('server-2').nextAssociation(t.patience), provenIdentity(second.identity));
    t.check('registers', await servers[0].next(REGISTER), arrives(REGISTER.name));
    t.check('registers-there', await servers[1].next(REGISTER), arrives(REGISTER.name));
  },
);

/** What nobody but the device may know in this cell. */
function secretOf(t: ClientContext): Uint8Array {
  const { security } = t.account();
  if (security === 'nosec') return new Uint8Array(0);
  return Buffer.from('identity' in security ? security.key : security.privateKey, 'base64');
}

/** In none of these, neither as bytes nor as text. */
function without(secret: Uint8Array): Expectation<readonly Uint8Array[]> {
  const forms = [
    secret,
    Buffer.from(Buffer.from(secret).toString('base64')),
    Buffer.from(Buffer.from(secret).toString('hex')),
  ];
  return {
    expected: 'the secret key in no message',
    judge: payloads => {
      const found = payloads.filter(payload =>
        forms.some(form => Buffer.from(payload).includes(Buffer.from(form))),
      );
      return found.length === 0
        ? { pass: true, received: `in none of ${payloads.length} messages` }
        : {
            pass: false,
            received: `in ${found.length} of ${payloads.length} messages`,
            reason: 'value.unexpected',
          };
    },
  };
}
