import {
  ANY_REQUEST,
  arrives,
  BOOTSTRAP_REQUEST,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  notServed,
  type Outcome,
  parameter,
  REGISTER,
  type ScriptedBootstrap,
  silence,
  UPDATE,
} from '../../harness/touchstone.ts';
import { registeredBesideBootstrapServer } from './beside-bootstrap-server.ts';
import {
  allDone,
  BOOTSTRAPPED,
  lifetimeIs,
  OTHER_LIFETIME,
  securityOf,
  serverOf,
} from './client-accounts.ts';

/** Replaces whatever accounts there are, at instances that no factory uses. */
async function moveTo(
  t: ClientContext,
  bootstrap: ScriptedBootstrap,
  serverUri: string,
): Promise<readonly Outcome[]> {
  const shortServerId = t.shortServerId === 1 ? 2 : t.shortServerId - 1;
  const account = t.account({ serverUri, shortServerId, lifetime: OTHER_LIFETIME });
  return [
    await bootstrap.delete('/0'),
    await bootstrap.delete('/1'),
    await bootstrap.write('/0/11', securityOf(account)),
    await bootstrap.write('/1/11', serverOf(account)),
  ];
}

clientPurpose(
  {
    id: 'bootstrap.bv.bootstrap-by-server',
    title: 'lets its bootstrap server begin a bootstrap that it has not asked for',
    requirements: ['HLF-019', 'HLF-011'],
    clause: 'TS 1.0 §5.2.2 (server-initiated)',
    ...BOOTSTRAPPED,
    when: 'bootstrap.server-initiated && !lwm2m.1_1',
    // A secured channel is the client's to open.
    security: ['nosec'],
  },
  async t => {
    const { register, bootstrapServer } = await registeredBesideBootstrapServer(t);
    const other = await t.anotherServer('server-2');
    const bootstrap = bootstrapServer.commandsTo(register);
    t.check('commands', await moveTo(t, bootstrap, other.uri), allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const again = await other.next(REGISTER);
    t.check('new-server', again, arrives(REGISTER.name));
    t.check('lifetime', again, lifetimeIs(OTHER_LIFETIME));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.replace-accounts',
    title: 'is with its new server only, once a second bootstrap has replaced its accounts',
    requirements: ['HLF-019', 'HLF-001', 'HLF-010'],
    clause: 'TS 1.0 §5.2, §5.3',
    ...BOOTSTRAPPED,
    needs: ['startWith', 'triggerBootstrap'],
  },
  async t => {
    const { device, bootstrapServer } = await registeredBesideBootstrapServer(t);
    await t.sut.triggerBootstrap();
    const { request, bootstrap } = await t.askedAt(bootstrapServer);
    t.check(
      'endpoint-name',
      { kind: 'arrived', message: request },
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    const other = await t.anotherServer('server-2');
    t.check('commands', await moveTo(t, bootstrap, other.uri), allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('new-server', await other.next(REGISTER), lifetimeIs(OTHER_LIFETIME));
    // Whether it takes leave of the old one is left to it.
    const old = await t.server.next(REGISTER, t.silenceSpan);
    t.check('not-with-the-old', old, silence('Register'));
    t.check('no-update', await t.server.next(UPDATE, 1), silence('Update'));
    const get = { method: '0.01', options: device.path('/3/0'), within: t.silenceSpan } as const;
    t.check('old-not-served', await device.request(get), notServed());
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.keep-accounts-over-second-bootstrap',
    title: 'registers again with the server it had when a second bootstrap changes nothing',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2',
    ...BOOTSTRAPPED,
    needs: ['startWith', 'triggerBootstrap'],
  },
  async t => {
    const { bootstrapServer } = await registeredBesideBootstrapServer(t);
    await t.sut.triggerBootstrap();
    const { bootstrap } = await t.askedAt(bootstrapServer);
    t.server.disregardPast();
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.keep-accounts-over-reboot',
    title: 'keeps over a reboot what it was bootstrapped with, and asks for no other bootstrap',
    level: 'should',
    requirements: ['HLF-019', 'HLF-001', 'HLF-010'],
    clause: 'TS 1.0 §5.2.2 (bootstrap sequence), §6.1',
    ...BOOTSTRAPPED,
    needs: ['startWith', 'restart'],
  },
  async t => {
    const { bootstrapServer, bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account({ lifetime: OTHER_LIFETIME }));
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    await t.registrationAt(t.server);
    await t.settled();
    await t.sut.restart();
    const register = await t.server.next(REGISTER);
    t.check('registers', register, lifetimeIs(OTHER_LIFETIME));
    t.check(
      'same-endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    const asked = await bootstrapServer.next(BOOTSTRAP_REQUEST, t.silenceSpan);
    t.check('asks-for-nothing', asked, silence('Bootstrap-Request'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.ask-again-after-reboot',
    title: 'asks for a bootstrap again when it loses power before the Bootstrap-Finish',
    level: 'should',
    requirements: ['HLF-019', 'HLF-036'],
    clause: 'TS 1.0 §5.2.2 (bootstrap sequence)',
    ...BOOTSTRAPPED,
    needs: ['startWith', 'restart'],
  },
  async t => {
    const { bootstrapServer } = await t.bootstrapping();
    await t.sut.restart();
    const request = await bootstrapServer.next(BOOTSTRAP_REQUEST);
    t.check('asks-again', request, arrives(BOOTSTRAP_REQUEST.name));
    if (request.kind === 'silence') return;
    await t.settled();
    const bootstrap = bootstrapServer.commandsTo(request.message);
    t.check('writes', await bootstrap.handOut(t.account()), allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const { device } = await t.registrationAt(t.server);
    await t.settled();
    t.check('served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.ti.session-without-finish',
    title: 'gives a bootstrap up that is never finished, and asks for another one',
    level: 'should',
    requirements: ['HLF-019', 'HLF-036'],
    clause: 'TS 1.0 §5.2 (EXCHANGE_LIFETIME after the last command)',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrapServer, bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const early = await bootstrapServer.next(ANY_REQUEST, t.bootstrapTimeout * (1 - t.tolerance) - 1_000);
    t.check('not-before', early, silence('request'));
    const again = await bootstrapServer.next(BOOTSTRAP_REQUEST, 2_000 + t.patience);
    t.check('asks-again', again, arrives(BOOTSTRAP_REQUEST.name));
    t.check('no-register', await t.server.next(ANY_REQUEST, 1), silence('request'));
  },
);
