import {
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  contentFormat,
  discovery,
} from '../../harness/touchstone.ts';
import { BOOTSTRAPPED } from './client-accounts.ts';

const DISCOVERED = {
  ...BOOTSTRAPPED,
  when: 'bootstrap.client-initiated && bootstrap.discover',
} as const;

clientPurpose(
  {
    id: 'bootstrap.bv.discover-form-of-client',
    title: 'tells its bootstrap server what it holds, in the form of its version',
    requirements: ['HLF-019', 'HLF-020'],
    clause: 'TS 1.0 §5.2, TS 1.1 §6.1',
    ets: ['LightweightM2M-1.0-int-0', 'LightweightM2M-1.1-int-0'],
    ...DISCOVERED,
    revision: 2,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const answer = await bootstrap.discover();
    t.check('response-code', answer, code('2.05'));
    t.check('content-format', answer, contentFormat(ContentFormat.linkFormat));
    // A client tells the version that it has, which may be a later one than it is tested for.
    const inForm = discovery('a version; at the root from 1.1 on', t.lwm2m, ({ form, version }) =>
      version === '1.0' ? form !== null : form === 'root',
    );
    t.check('form', answer, inForm);
    // The text of 1.0 breaks the format that the content is announced in; who follows its correction is not failed.
    const asIn10 = discovery('1.0 in front of the links', t.lwm2m, ({ form, version }) =>
      version === '1.0' ? form === 'prefixed' : form === 'root',
    );
    t.check('form-of-1-0', answer, asIn10, { level: 'should' });
    const ofCell = discovery(`version ${t.lwm2m}`, t.lwm2m, ({ version }) => version === t.lwm2m);
    t.check('version', answer, ofCell, { level: 'should' });
    const device = discovery('the Device object </3/0>', t.lwm2m, ({ held }) => held.has('/3/0'));
    t.check('device-object', answer, device);
    const levels = discovery('objects and instances only', t.lwm2m, ({ held }) =>
      [...held.keys()].every(path => /^\/\d+(\/\d+)?$/.test(path)),
    );
    t.check('levels', answer, levels);
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.discover-accounts',
    title: 'shows both halves of an account with its Short Server ID, and its bootstrap account without one',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    ets: ['LightweightM2M-1.0-int-0', 'LightweightM2M-1.1-int-0'],
    ...DISCOVERED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const answer = await bootstrap.discover();
    for (const [words, path] of [
      ['security', '/0/1'],
      ['server', '/1/0'],
    ] as const) {
      const shown = `${path} with ssid=${t.shortServerId}`;
      const has = discovery(shown, t.lwm2m, ({ held }) => held.get(path) === t.shortServerId);
      t.check(`${words}-instance`, answer, has);
    }
    const own = discovery('one account without ssid', t.lwm2m, ({ held }) => {
      const accounts = [...held].filter(([path, ssid]) => /^\/0\/\d+$/.test(path) && ssid === null);
      return accounts.length === 1;
    });
    t.check('bootstrap-account', answer, own);
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.discover-one-object',
    title: 'tells its bootstrap server of one object what it holds, and of no other',
    requirements: ['HLF-019', 'HLF-020'],
    clause: 'TS 1.0 §5.2',
    ...DISCOVERED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    const answer = await bootstrap.discover('/1');
    t.check('response-code', answer, code('2.05'));
    const shown = discovery(
      '</1/0> with its ssid',
      t.lwm2m,
      ({ held }) => held.get('/1/0') === t.shortServerId,
    );
    t.check('instance', answer, shown);
    const alone = discovery('nothing of other objects', t.lwm2m, ({ held }) =>
      [...held.keys()].every(path => /^\/1(\/|$)/.test(path)),
    );
    t.check('nothing-else', answer, alone);
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.discover-unknown-object',
    title: 'refuses a Bootstrap-Discover of an object that it does not have',
    requirements: ['HLF-019', 'HLF-020'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.discover-one-object',
    ...DISCOVERED,
  },
  async t => {
    const { bootstrap } = await t.bootstrapping();
    const answer = await bootstrap.discover('/32769');
    t.check('refused', answer, clientError());
    t.check('response-code', answer, code('4.04'), { level: 'should' });
    await t.handedOut(bootstrap, t.account());
    t.check('finish', await bootstrap.finish(), code('2.04'));
  },
);
