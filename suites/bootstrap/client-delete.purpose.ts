import { arrives, clientPurpose, code, discovery, REGISTER, silence } from '../../harness/touchstone.ts';
import {
  allDone,
  BOOTSTRAPPED,
  bootstrapAccountIn,
  lifetimeIs,
  listsPath,
  OTHER_LIFETIME,
  securityOf,
  serverOf,
} from './client-accounts.ts';

const DISCOVERED = {
  ...BOOTSTRAPPED,
  when: 'bootstrap.client-initiated && bootstrap.discover',
} as const;

clientPurpose(
  {
    id: 'bootstrap.bv.delete-everything-of-client',
    title:
      'keeps its bootstrap account and the Device object, and no other account, when everything is deleted',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.1-int-4'],
    ...BOOTSTRAPPED,
    revision: 3,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const other = await t.anotherServer('server-2');
    const shortServerId = t.shortServerId === 1 ? 2 : t.shortServerId - 1;
    const account = t.account({ serverUri: other.uri, shortServerId });
    // Where the account that comes afterwards does not overwrite it.
    t.done(await bootstrap.write('/0/2', securityOf(account)), 'the Write of a Security object instance');
    t.done(await bootstrap.write('/1/1', serverOf(account)), 'the Write of a Server object instance');
    t.check('deleted', await bootstrap.delete('/'), code('2.02'));
    const again = await bootstrap.handOut(t.account({ lifetime: OTHER_LIFETIME }));
    t.check('still-commanded', again, allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
    const register = await t.server.next(REGISTER);
    t.check('new-account', register, lifetimeIs(OTHER_LIFETIME));
    t.check('device-object', register, listsPath('/3/0'));
    t.check('no-other-account', await other.next(REGISTER, t.silenceSpan), silence('Register'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.delete-security-object',
    title:
      'keeps the account of its bootstrap server, and of none other, when the Security object is deleted',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.1-int-4'],
    ...DISCOVERED,
    revision: 2,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const own = bootstrapAccountIn(await bootstrap.discover());
    await t.handedOut(bootstrap, t.account());
    t.check('deleted', await bootstrap.delete('/0'), code('2.02'));
    const only = discovery('the bootstrap account, and no other', t.lwm2m, ({ held }) => {
      const accounts = [...held.keys()].filter(path => /^\/0\/\d+$/.test(path));
      return accounts.length === 1 && (own === null || accounts[0] === own);
    });
    t.check('own-account', await bootstrap.discover(), only);
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.delete-server-object',
    title: 'has no server any more when the Server object is deleted, and still everything else',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.1-int-4'],
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.check('deleted', await bootstrap.delete('/1'), code('2.02'));
    t.check('inconsistent', await bootstrap.finish(), code('4.06'));
    t.check('no-register', await t.server.next(REGISTER, t.silenceSpan), silence('Register'));
    t.check('again', await bootstrap.handOut(t.account()), allDone());
    const finished = t.check('finish', await bootstrap.finish(), code('2.04'));
    // One that is not finished has no account to register with, so that nothing is worth a long wait.
    const register = await t.server.next(REGISTER, finished ? t.patience : t.silenceSpan);
    t.check('registers', register, arrives(REGISTER.name));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.delete-one-account',
    title: 'registers no more with the server whose account is deleted, and with the other one',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ...BOOTSTRAPPED,
    when: 'bootstrap.client-initiated && multi-server',
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const second = await t.anotherServer('server-2');
    const shortServerId = t.shortServerId === 1 ? 2 : t.shortServerId - 1;
    await t.handedOut(bootstrap, t.account(), t.account({ serverUri: second.uri, shortServerId }));
    t.check('security-deleted', await bootstrap.delete('/0/2'), code('2.02'));
    t.check('server-deleted', await bootstrap.delete('/1/1'), code('2.02'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    const other = await second.next(REGISTER, t.silenceSpan);
    t.check('not-with-the-other', other, silence('Register'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.delete-bootstrap-account',
    title: 'keeps the account of its bootstrap server when that very instance is deleted',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.delete-security-object',
    ...DISCOVERED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const own = bootstrapAccountIn(await bootstrap.discover());
    if (own === null) return t.inconclusive('preamble.refused', 'no bootstrap account is shown');
    // Which code answers it is not said; that it stays is.
    t.check('response-code', await bootstrap.delete(own), code('4.00'), { level: 'may' });
    const kept = discovery(`still ${own}`, t.lwm2m, ({ held }) => held.has(own));
    t.check('kept', await bootstrap.discover(), kept);
    t.check('still-commanded', await bootstrap.handOut(t.account()), allDone());
    t.check('finish', await bootstrap.finish(), code('2.04'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.delete-device-object',
    title: 'keeps its Device object when its bootstrap server deletes that',
    requirements: ['HLF-019', 'HLF-007'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.delete-everything-of-client',
    ...BOOTSTRAPPED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.check('instance', await bootstrap.delete('/3/0'), code('4.00'), { level: 'may' });
    t.check('object', await bootstrap.delete('/3'), code('2.02'), { level: 'may' });
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('kept', await t.server.next(REGISTER), listsPath('/3/0'));
  },
);
