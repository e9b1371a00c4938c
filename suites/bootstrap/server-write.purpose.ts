import {
  arrives,
  BOOTSTRAP_FINISH,
  bootstrapServerPurpose,
  bootstrapWrite,
  ContentFormat,
  confirmable,
  contentFormat,
  each,
  equals,
  firstOf,
  instancesHave,
  instancesOf,
  query,
  satisfies,
  shortServerIds,
  type Values,
  valuesInRange,
  wellFormedForItsPath,
} from '../../harness/touchstone.ts';
import { ownServers } from './values.ts';

const WRITES = 'its Bootstrap-Writes';
const NOSEC = 3;
const { text, opaque, tlv, json, senmlJson, senmlCbor, cbor } = ContentFormat;

/** Security instances that are no account of a bootstrap server. */
function accountsIn(values: Values): readonly string[] {
  return instancesOf(values, 0).filter(path => values[`${path}/1`] !== true);
}

function bootstrapAccountsIn(values: Values): readonly string[] {
  return instancesOf(values, 0).filter(path => values[`${path}/1`] === true);
}

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.write-form',
    title:
      'sends Bootstrap-Write as a confirmable PUT with a content format, and content in the form of its path',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, §6.4, §8.2',
    ets: ['LightweightM2M-1.0-int-0'],
    needs: ['configure'],
  },
  async t => {
    await t.asked();
    t.check('write', await t.device.next(bootstrapWrite()), arrives(bootstrapWrite().name));
    await t.device.next(BOOTSTRAP_FINISH, t.silenceSpan);
    const writes = t.device.commands.filter(bootstrapWrite().matches);
    const formats =
      t.lwm2m === '1.0'
        ? contentFormat(tlv, text, opaque, json)
        : contentFormat(tlv, text, opaque, json, cbor, senmlJson, senmlCbor);
    t.check('confirmable', writes, each(WRITES, confirmable()));
    t.check('content-format', writes, each(WRITES, formats));
    t.check('content', writes, each(WRITES, wellFormedForItsPath()));
    t.check('no-query', writes, each(WRITES, query()));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.hand-out-security',
    title: 'writes a Security instance with everything that a device needs to reach its server',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2, appendix E.1',
    ets: ['LightweightM2M-1.0-int-0'],
    needs: ['configure'],
  },
  async t => {
    const { written } = await t.bootstrapped();
    t.check('mandatory', written, instancesHave(0, 0, 1, 2));
    // Mandatory as well, and empty without security.
    t.check('keys', written, instancesHave(0, 3, 4, 5), { level: 'should' });
    t.check('values', written, valuesInRange(0));
    const uris = accountsIn(written).map(path => written[`${path}/0`]);
    t.check('server-uri', uris.join(', '), equals(t.account().serverUri));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.hand-out-server',
    title: 'writes a Server instance with everything that a device needs to register',
    requirements: ['HLF-019', 'HLF-010'],
    clause: 'TS 1.0 §5.2, appendix E.2',
    ets: ['LightweightM2M-1.0-int-0'],
    needs: ['configure'],
  },
  async t => {
    const { written } = await t.bootstrapped({ accounts: [t.account({ lifetime: 3600 })] });
    t.check('mandatory', written, instancesHave(1, 0, 1, 6, 7));
    t.check('values', written, valuesInRange(1));
    const lifetimes = instancesOf(written, 1).map(path => written[`${path}/1`]);
    t.check('lifetime', lifetimes.join(', '), equals('3600'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.same-short-server-id',
    title: 'ties a Security and a Server instance together by one Short Server ID',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, appendix E.1, E.2',
    needs: ['configure'],
  },
  async t => {
    const transcript = await t.bootstrapped({ accounts: [t.account({ shortServerId: 4711 })] });
    t.check('security-object', ownServers(transcript), equals('4711'));
    const own = [...shortServerIds(transcript.written, 1).values()].map(String);
    t.check('server-object', own.join(', '), equals('4711'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.largest-short-server-id',
    title: 'hands out the smallest and the largest Short Server ID as they are',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 appendix E.1, E.2',
    needs: ['configure'],
  },
  async t => {
    for (const shortServerId of [1, 65_534]) {
      const transcript = await t.bootstrapped({ accounts: [t.account({ shortServerId })] });
      t.check(`id-${shortServerId}`, ownServers(transcript), equals(String(shortServerId)));
    }
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.mode-fits-uri',
    title: 'hands out a URI without security together with the mode that says so',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2, appendix E.1',
    needs: ['configure'],
  },
  async t => {
    const { written } = await t.bootstrapped();
    const fits = ([path]: readonly string[]): boolean =>
      /^coap:\/\/[^/]/.test(String(written[`${path}/0`])) && written[`${path}/2`] === NOSEC;
    const shown = accountsIn(written).map(path => [
      path,
      `${written[`${path}/0`]} in mode ${written[`${path}/2`]}`,
    ]);
    const meaning = `coap:// in mode ${NOSEC} (NoSec)`;
    t.check(
      'mode',
      shown,
      satisfies<string[][]>(meaning, all => all.length > 0 && all.every(fits)),
    );
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.one-bootstrap-account',
    title: 'leaves a device with one account of a bootstrap server',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { held } = await t.bootstrapped();
    t.check('accounts', bootstrapAccountsIn(held).length, equals(1, 'state.changed'));
    t.check('server-account', accountsIn(held).length, equals(1));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.hand-out-bootstrap-account',
    title: 'hands out the account of a bootstrap server, marked as one and without a Server instance',
    requirements: ['HLF-019', 'SEC-003'],
    clause: 'TS 1.0 §5.2, appendix E.1',
    needs: ['configure'],
  },
  async t => {
    const serverUri = 'coap://192.0.2.8:5783';
    const other = { kind: 'bootstrap-server', serverUri, security: 'nosec' } as const;
    const { written } = await t.bootstrapped({ accounts: [other, t.account()] });
    const uris = bootstrapAccountsIn(written).map(path => written[`${path}/0`]);
    t.check('marked', uris.join(', '), equals(serverUri));
    t.check('server-instances', instancesOf(written, 1).length, equals(1), { level: 'should' });
    t.check('server-account', ownServers({ written }), equals(String(t.shortServerId)));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.several-accounts',
    title: 'hands out the accounts of several servers, each with instances of its own',
    requirements: ['HLF-019', 'B.4'],
    clause: 'TS 1.0 §5.2, appendix E.1, E.2',
    needs: ['configure'],
  },
  async t => {
    const transcript = await t.bootstrapped({
      accounts: [
        t.account({ shortServerId: 101 }),
        t.account({ shortServerId: 102, serverUri: 'coap://192.0.2.9:5683', lifetime: 600 }),
      ],
    });
    const { written } = transcript;
    t.check('security-object', ownServers(transcript), equals('101, 102'));
    const lifetimes = [...shortServerIds(written, 1)].map(([path, id]) => `${id}: ${written[`${path}/1`]}`);
    t.check('server-object', lifetimes.sort().join(', '), equals(`101: ${t.lifetime}, 102: 600`));
    const uris = [...shortServerIds(written, 0)].map(([path, id]) => `${id}: ${written[`${path}/0`]}`);
    const wanted = `101: ${t.account().serverUri}, 102: coap://192.0.2.9:5683`;
    t.check('server-uris', uris.sort().join(', '), equals(wanted));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.keep-keys-out-of-clear',
    title: 'hands out no secrets over a channel without security',
    requirements: ['SEC-003', 'SEC-002'],
    level: 'should',
    clause: 'TS 1.0 §5.2, §7.1',
    twin: 'bootstrap.bv.hand-out-security',
    needs: ['configure'],
    // Over a secured channel they are what it is for.
    security: ['nosec'],
  },
  async t => {
    const security = { identity: 'touchstone', key: Buffer.from('0123456789abcdef').toString('base64') };
    await t.configure({ accounts: [t.account({ serverUri: 'coaps://192.0.2.7:5684', security })] });
    await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    // Whether it refuses the request or breaks off later is its own matter.
    await t.device.next(bootstrapWrite(0), t.silenceSpan);
    const written = Object.entries(t.device.held.values).filter(([path]) => /^\/0\/\d+\/5$/.test(path));
    const keys = written.filter(([, value]) => value !== '').map(([path]) => path);
    const frame = firstOf(t.device, bootstrapWrite(0));
    t.check('no-key', keys.join(', '), equals(''), {
      frame: frame.kind === 'silence' ? null : frame.message.frame,
    });
  },
);
