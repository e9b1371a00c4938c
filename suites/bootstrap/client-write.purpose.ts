import {
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  malformed,
  notServed,
  noValueOf,
  objectList,
  REGISTER,
  satisfies,
  tlv,
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
    id: 'bootstrap.bv.write-whole-objects',
    title: 'takes an account that is written to the objects instead of their instances',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.0-int-0', 'LightweightM2M-1.1-int-0'],
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const account = t.account({ lifetime: OTHER_LIFETIME });
    t.check('security', await bootstrap.write('/0', { 1: securityOf(account) }), code('2.04'));
    t.check('server', await bootstrap.write('/1', { 0: serverOf(account) }), code('2.04'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('lifetime', await t.server.next(REGISTER), lifetimeIs(OTHER_LIFETIME));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.write-one-resource',
    title: 'changes the one resource that is written, and keeps the others of its instance',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.check('written', await bootstrap.send('/1/0/1', tlv('/1/0/1', OTHER_LIFETIME)), code('2.04'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const { register, device, account } = await t.registrationAt(t.server);
    t.check('lifetime', { kind: 'arrived', message: register }, lifetimeIs(OTHER_LIFETIME));
    await t.settled();
    const read = await device.read(`${account}/0`, ContentFormat.tlv);
    t.check('short-server-id-kept', read, value(`${account}/0`, t.shortServerId));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.overwrite-account',
    title: 'goes by the last account that is written to an instance',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2 (creates or overwrites)',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const again = await bootstrap.handOut(t.account({ lifetime: OTHER_LIFETIME }));
    t.check('overwritten', again, allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const register = await t.server.next(REGISTER);
    t.check('lifetime', register, lifetimeIs(OTHER_LIFETIME));
    if (register.kind === 'silence') return;
    const accounts = objectList(register.message)?.filter(path => path.startsWith('/1/')) ?? [];
    t.check(
      'one-account',
      accounts.length,
      satisfies('one Server object instance', count => count === 1),
    );
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.ignore-unsupported-resources',
    title: 'takes an account with resources that it does not have, and ignores those',
    level: 'should',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.0 §5.2',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const account = t.account({ lifetime: OTHER_LIFETIME });
    t.done(await bootstrap.write('/0/1', securityOf(account)), 'the Write of the Security object instance');
    // Resource 26250 is in the range that is left to vendors.
    const written = await bootstrap.write('/1/0', { ...serverOf(account), 26250: 'of a vendor' });
    t.check('taken', written, code('2.04'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('lifetime', await t.server.next(REGISTER), lifetimeIs(OTHER_LIFETIME));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.write-read-only-resource',
    title: 'lets its bootstrap server write what no other server may',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2 (regardless of access rights and operations of the resource)',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const other = t.shortServerId === 1 ? 2 : t.shortServerId - 1;
    t.check('security', await bootstrap.send('/0/1/10', tlv('/0/1/10', other)), code('2.04'));
    t.check('server', await bootstrap.send('/1/0/0', tlv('/1/0/0', other)), code('2.04'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const { device, account } = await t.registrationAt(t.server);
    await t.settled();
    const read = await device.read(`${account}/0`, ContentFormat.tlv);
    t.check('short-server-id', read, value(`${account}/0`, other));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.write-unknown-format',
    title: 'answers 4.15 to a Bootstrap-Write in a format that nobody knows, and goes by what it had',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.overwrite-account',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const { payload } = tlv('/1/0', serverOf(t.account({ lifetime: OTHER_LIFETIME })));
    t.check('refused', await bootstrap.send('/1/0', { format: 65_000, payload }), code('4.15'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('lifetime-kept', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.write-malformed',
    title: 'answers 4.00 to a Bootstrap-Write whose TLV is cut off, and applies nothing of it',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2, §6.4.3',
    twin: 'bootstrap.bv.overwrite-account',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    // Lifetime 4321 whole, then a binding of 5 bytes that has one.
    const cut = malformed(bytes(ContentFormat.tlv, 'C2 01 10 E1  C5 07 55'));
    t.check('refused', await bootstrap.send('/1/0', cut), code('4.00'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('lifetime-kept', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.write-unknown-object',
    title:
      'refuses a Bootstrap-Write to an object that it does not have, and can be bootstrapped nevertheless',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.overwrite-account',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const nothing = { format: ContentFormat.tlv, payload: new Uint8Array(0) };
    t.check('refused', await bootstrap.send('/32769/0', nothing), code('4.04', '4.00', '4.05'));
    await t.handedOut(bootstrap, t.account());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.read-delivered-secrets',
    title: 'shows nobody the Security object that it was given',
    requirements: ['HLF-019', 'HLF-031', 'SEC-003'],
    clause: 'TS 1.0 E.1, §7.1',
    twin: 'bootstrap.bv.overwrite-account',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const get = { method: METHODS.get, options: [] };
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const { device } = await t.registrationAt(t.server);
    await t.settled();
    for (const [words, path] of [
      ['object', '/0'],
      ['instance', '/0/1'],
      ['secret-key', '/0/1/5'],
    ] as const) {
      const read = await device.request({ ...get, options: device.path(path) });
      t.check(`${words}-not-served`, read, notServed());
      t.check(`${words}-hidden`, read, noValueOf('/0', path));
    }
  },
);
