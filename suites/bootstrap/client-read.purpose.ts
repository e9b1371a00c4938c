import {
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  REGISTER,
  value,
} from '../../harness/touchstone.ts';
import { BOOTSTRAPPED, lifetimeIs, OTHER_LIFETIME } from './client-accounts.ts';

const COMMON = {
  // Whether a client has to serve it is taken from the table of operations alone.
  level: 'should',
  requirements: ['HLF-019', 'HLF-020'],
  clause: 'TS 1.1 §6.1.7.6',
  ...BOOTSTRAPPED,
  when: `${BOOTSTRAPPED.when} && lwm2m.1_1`,
} as const;
const TWIN = 'bootstrap.bv.read-server-object';
const LIFETIME = '/1/0/1';

clientPurpose(
  {
    id: TWIN,
    title: 'shows its bootstrap server the Server object as that has written it',
    ...COMMON,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account({ lifetime: OTHER_LIFETIME }));
    // A resource by itself is nothing that a Bootstrap-Read names.
    for (const [words, path] of [
      ['object', '/1'],
      ['instance', '/1/0'],
    ] as const) {
      const answer = await bootstrap.read(path, ContentFormat.tlv);
      t.check(`${words}-read`, answer, code('2.05'));
      t.check(`${words}-value`, answer, value(LIFETIME, OTHER_LIFETIME, path));
    }
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), lifetimeIs(OTHER_LIFETIME));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.read-absent-account',
    title: 'refuses a Bootstrap-Read of what it does not hold, and can be bootstrapped nevertheless',
    ...{ ...COMMON, twin: TWIN },
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const answer = await bootstrap.read('/1/77', ContentFormat.tlv);
    t.check('refused', answer, clientError());
    t.check('code', answer, code('4.04'));
    t.check('finish', await bootstrap.finish(), code('2.04'));
    t.check('registers', await t.server.next(REGISTER), lifetimeIs(t.lifetime));
  },
);
