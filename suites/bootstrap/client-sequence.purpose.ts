import {
  ANY_REQUEST,
  arrives,
  BOOTSTRAP_REQUEST,
  ContentFormat,
  clientPurpose,
  code,
  notServed,
  type Outcome,
  REGISTER,
  silence,
  value,
} from '../../harness/touchstone.ts';
import {
  allDone,
  BOOTSTRAPPED,
  lifetimeIs,
  OTHER_LIFETIME,
  securityOf,
  serverOf,
} from './client-accounts.ts';

clientPurpose(
  {
    id: 'bootstrap.bv.take-account',
    title: 'takes the account that it is given, and registers with its server by it',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.0-int-0', 'LightweightM2M-1.1-int-0', 'LightweightM2M-1.0-int-101'],
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const written = await bootstrap.handOut(t.account({ lifetime: OTHER_LIFETIME }));
    t.check('writes', written, allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const register = await t.server.next(REGISTER);
    t.check('registers', register, arrives(REGISTER.name));
    t.check('lifetime', register, lifetimeIs(OTHER_LIFETIME));
    if (register.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn(register.message);
    t.check('served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.hold-what-was-written',
    title: 'shows its server the very account that the bootstrap server has written',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, E.2',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const account = t.account({ lifetime: OTHER_LIFETIME });
    await t.handedOut(bootstrap, account);
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const { device, account: path } = await t.registrationAt(t.server);
    await t.settled();
    const read = await device.read(path, ContentFormat.tlv);
    t.check('short-server-id', read, value(`${path}/0`, account.shortServerId, path));
    t.check('lifetime', read, value(`${path}/1`, OTHER_LIFETIME, path));
    t.check('storing', read, value(`${path}/6`, true, path));
    t.check('binding', read, value(`${path}/7`, 'U', path));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.register-after-finish',
    title: 'has nothing to do with its server before the Bootstrap-Finish',
    requirements: ['HLF-019', 'HLF-031'],
    clause: 'TS 1.0 §5.2',
    ets: ['LightweightM2M-1.0-int-0'],
    ...BOOTSTRAPPED,
  },
  async t => {
    const { request, bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.check('nothing-before', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    const early = t.server.operationsOn(request);
    const read = await early.request({ method: '0.01', options: early.path('/3/0'), within: t.silenceSpan });
    t.check('not-served-before', read, notServed());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers-after', await t.server.next(REGISTER), arrives(REGISTER.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.finish-ends-session',
    title: 'leaves its bootstrap server alone once the bootstrap is finished',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrapServer, bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    const further = await bootstrapServer.next(BOOTSTRAP_REQUEST, t.silenceSpan);
    t.check('asks-no-more', further, silence('Bootstrap-Request'));
    t.check('registers-once', await t.server.next(REGISTER, t.silenceSpan), silence('second Register'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.take-two-accounts',
    title: 'registers with each of two servers that it is given accounts for',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, §5.3.1',
    ...BOOTSTRAPPED,
    when: 'bootstrap.client-initiated && multi-server',
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const second = await t.anotherServer('server-2');
    const shortServerId = t.shortServerId === 1 ? 2 : t.shortServerId - 1;
    const other = t.account({ serverUri: second.uri, shortServerId, lifetime: OTHER_LIFETIME });
    t.check('writes', await bootstrap.handOut(t.account(), other), allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('first-registers', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
    t.check('second-registers', await second.next(REGISTER), lifetimeIs(OTHER_LIFETIME));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.finish-without-account',
    title: 'refuses to finish while it has no account, and finishes once it has one',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.1-int-9'],
    twin: 'bootstrap.bv.take-account',
    ...BOOTSTRAPPED,
    revision: 2,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const finish = await bootstrap.finish();
    t.check('refused', finish, code('4.06'));
    if (isOver(finish)) return;
    await t.handedOut(bootstrap, t.account());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.finish-with-half-account',
    title: 'refuses to finish while a Server object instance has no account in the Security object',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2, E.1 (resource 10)',
    ets: ['LightweightM2M-1.1-int-9'],
    twin: 'bootstrap.bv.take-account',
    ...BOOTSTRAPPED,
    revision: 2,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const account = t.account();
    t.done(await bootstrap.write('/1/0', serverOf(account)), 'the Write of the Server object instance');
    const finish = await bootstrap.finish();
    t.check('refused', finish, code('4.06'));
    if (isOver(finish)) return;
    t.done(await bootstrap.write('/0/1', securityOf(account)), 'the Write of the Security object instance');
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.finish-with-other-short-server-id',
    title: 'refuses to finish when the two halves of its account differ in their Short Server ID',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2, E.1 (resource 10)',
    twin: 'bootstrap.bv.take-account',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const account = t.account();
    const shortServerId = account.shortServerId === 1 ? 2 : account.shortServerId - 1;
    t.done(await bootstrap.write('/0/1', securityOf({ ...account, shortServerId })), 'the first Write');
    t.done(await bootstrap.write('/1/0', serverOf(account)), 'the second Write');
    t.check('refused', await bootstrap.finish(), code('4.06'));
    t.check('not-registered', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
  },
);

/** A bootstrap that the device has taken for finished: it takes no more commands. */
function isOver(finish: Outcome): boolean {
  return finish.kind === 'response' && finish.message.code === '2.04';
}
