import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  composite,
  compositePaths,
  compositeValue,
  contentFormat,
  equals,
  exactly,
  onlyOf,
  type RegisteredDevice,
  senmlJson,
  wellFormedComposite,
} from '../../harness/touchstone.ts';
import { ABSENT_OBJECT, ABSENT_RESOURCE, SENML } from './senml-formats.ts';

const FORMAT = ContentFormat.senmlJson;
const WHEN = 'op.read-composite && format.senml-json';
const LIFETIME = 3600;

for (const [name, { format, key, clause }] of Object.entries(SENML)) {
  clientPurpose(
    {
      id: `management.bv.read-composite-${name}`,
      title: `answers a Read-Composite of resources of two objects with their values in SenML ${name.toUpperCase()}`,
      requirements: ['HLF-035', 'HLF-034', 'HLF-027'],
      clause: `TS 1.1 §6.3.8, ${clause}`,
      ets: ['LightweightM2M-1.1-int-280'],
      when: `op.read-composite && ${key}`,
    },
    async t => {
      const { device, account } = await t.registered({ lifetime: LIFETIME });
      const paths = [`${account}/0`, `${account}/1`, '/3/0/16'];
      const binding = await t.valueAt(device, '/3/0/16');
      const outcome = await device.composite.read(compositePaths(format, ...paths), format);
      t.check('response-code', outcome, code('2.05'));
      t.check('content-format', outcome, contentFormat(format));
      t.check('form', outcome, wellFormedComposite());
      const wanted = { [`${account}/0`]: t.shortServerId, [`${account}/1`]: LIFETIME, '/3/0/16': binding };
      t.check('values', outcome, exactly(wanted));
    },
  );
}

clientPurpose(
  {
    id: 'management.bv.read-composite-without-accept',
    title: 'chooses a composite format itself when a Read-Composite does not ask for one',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.8',
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const outcome = await device.composite.read(compositePaths(FORMAT, `${account}/1`));
    t.check('response-code', outcome, code('2.05'));
    t.check('content-format', outcome, contentFormat(FORMAT, ContentFormat.senmlCbor));
    t.check('value', outcome, compositeValue(`${account}/1`, LIFETIME));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-levels',
    title: 'reads an object, an object instance, a resource and a resource instance in one Read-Composite',
    requirements: ['HLF-035', 'HLF-020', 'HLF-033'],
    clause: 'TS 1.1 §6.3.8',
    ets: ['LightweightM2M-1.1-int-229', 'LightweightM2M-1.1-int-280'],
    when: WHEN,
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const [error = '/3/0/11/0'] = Object.keys(await t.valuesAt(device, '/3/0/11'));
    const paths = ['/1', '/3/0/16', error];
    const outcome = await device.composite.read(compositePaths(FORMAT, ...paths), FORMAT);
    t.check('form', outcome, wellFormedComposite());
    t.check('nothing-else', outcome, onlyOf(...paths));
    const one = composite('the error code of that resource instance', ({ values }) => error in values);
    t.check('resource-instance', outcome, one);
    t.check('resource', outcome, compositeValue('/3/0/16', await t.valueAt(device, '/3/0/16')));
    const whole = await t.valuesAt(device, account);
    const object = composite('every resource of the Server object', ({ values }) =>
      Object.entries(whole).every(([at, value]) => values[at] === value),
    );
    t.check('object', outcome, object);
    const instance = await device.composite.read(compositePaths(FORMAT, account), FORMAT);
    t.check('object-instance', instance, exactly(whole));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-overlap',
    title: 'answers a Read-Composite of paths that contain each other with every value',
    level: 'should',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.8 (errata: composite-overlap)',
    ets: ['LightweightM2M-1.1-int-229'],
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const whole = await t.valuesAt(device, account);
    const paths = [`${account}/1`, account];
    const outcome = await device.composite.read(compositePaths(FORMAT, ...paths), FORMAT);
    t.check('response-code', outcome, code('2.05'));
    t.check('values', outcome, exactly(whole));
    const once = composite('each value once', told => new Set(told.paths).size === told.paths.length);
    t.check('each-once', outcome, once, { level: 'may' });
    const twice = compositePaths(FORMAT, `${account}/1`, `${account}/1`);
    const repeated = await device.composite.read(twice, FORMAT);
    t.check('same-path-twice', repeated, compositeValue(`${account}/1`, LIFETIME), { level: 'may' });
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-root',
    title: 'answers a Read-Composite of the root with all of its objects but not with its credentials',
    requirements: ['HLF-035', 'HLF-027', 'HLF-031'],
    clause: 'TS 1.1 §6.3.8, §6.3',
    ets: ['LightweightM2M-1.1-int-235'],
    when: `${WHEN} && coap.blockwise`,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const outcome = await device.composite.read(compositePaths(FORMAT, '/'), FORMAT);
    t.check('response-code', outcome, code('2.05'));
    t.check('server-object', outcome, compositeValue(`${account}/1`, LIFETIME));
    t.check('device-object', outcome, compositeValue('/3/0/16', await t.valueAt(device, '/3/0/16')));
    const hidden = composite('nothing of object 0 or 21', ({ paths }) =>
      paths.every(path => !/^\/(0|21)\//.test(path)),
    );
    t.check('no-credentials', outcome, hidden);
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-partly-absent',
    title: 'leaves out of a Read-Composite what does not exist and answers with the rest',
    requirements: ['HLF-035', 'HLF-020'],
    clause: 'TS 1.1 §6.3.8',
    ets: ['LightweightM2M-1.1-int-236'],
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const paths = [ABSENT_OBJECT, `${account}/1`, ABSENT_RESOURCE];
    const outcome = await device.composite.read(compositePaths(FORMAT, ...paths), FORMAT);
    t.check('response-code', outcome, code('2.05'));
    t.check('values', outcome, exactly({ [`${account}/1`]: LIFETIME }));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-executable',
    title: 'leaves out of a Read-Composite what cannot be read and answers with the rest',
    requirements: ['HLF-035', 'HLF-032'],
    clause: 'TS 1.1 §6.3.8',
    ets: ['LightweightM2M-1.1-int-281'],
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const binding = await t.valueAt(device, `${account}/7`);
    const paths = [`${account}/1`, `${account}/7`, `${account}/8`, '/3/0/4'];
    const outcome = await device.composite.read(compositePaths(FORMAT, ...paths), FORMAT);
    t.check('response-code', outcome, code('2.05'));
    t.check('values', outcome, exactly({ [`${account}/1`]: LIFETIME, [`${account}/7`]: binding }));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-nothing',
    title: 'answers a Read-Composite of nothing but absent paths without a value',
    level: 'should',
    requirements: ['HLF-035'],
    clause: 'TS 1.1 §6.3.8 (errata: composite-nothing-left)',
    when: WHEN,
  },
  async t => {
    const { device } = await t.registered();
    const outcome = await device.composite.read(
      compositePaths(FORMAT, ABSENT_OBJECT, ABSENT_RESOURCE),
      FORMAT,
    );
    t.check('response-code', outcome, code('2.05', '4.04'));
    t.check('success', outcome, code('2.05'), { level: 'may' });
    const told = outcome.kind === 'response' && outcome.message.code === '2.05';
    if (told) t.check('no-value', outcome, exactly({}));
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-names',
    title: 'resolves base names and names of a Read-Composite however they are divided',
    requirements: ['HLF-035', 'HLF-020'],
    clause: 'TS 1.1 §6.3.8, §7.4.4, RFC 8428 §4.1',
    when: WHEN,
  },
  async t => {
    const registered = await t.registered({ lifetime: LIFETIME });
    const { account } = registered;
    const wanted = { [`${account}/0`]: t.shortServerId, [`${account}/1`]: LIFETIME };
    const [, object, instance] = account.split('/');
    for (const [words, records] of [
      ['full-names', [{ n: `${account}/0` }, { n: `${account}/1` }]],
      ['base-of-instance', [{ bn: `${account}/`, n: '0' }, { n: '1' }]],
      ['base-of-object', [{ bn: `/${object}/`, n: `${instance}/0` }, { n: `${instance}/1` }]],
      ['base-alone', [{ bn: `${account}/0` }, { bn: `${account}/1` }]],
      [
        'base-changes',
        [
          { bn: `${account}/`, n: '0' },
          { bn: `${account}/1`, n: '' },
        ],
      ],
      [
        'base-within-digits',
        [
          { bn: `${account}/`, n: '0' },
          { bn: '/', n: `${object}/${instance}/1` },
        ],
      ],
    ] as const) {
      t.check(words, await readJson(registered, records), exactly(wanted));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.read-composite-agrees',
    title: 'tells by Read-Composite what it tells by Read',
    requirements: ['HLF-035', 'HLF-034'],
    clause: 'TS 1.1 §6.3.1, §6.3.8',
    ets: ['LightweightM2M-1.1-int-229'],
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    t.check('before', await disagreement(t, { device, account }), equals(''));
    t.done(
      await device.write(`${account}/1`, { format: ContentFormat.text, payload: utf8('4242') }),
      'a Write',
    );
    t.check('after-a-write', await disagreement(t, { device, account }), equals(''));
  },
);

/** Paths of the account that both operations tell differently. */
async function disagreement(
  t: ClientContext,
  { device, account }: Pick<RegisteredDevice, 'device' | 'account'>,
): Promise<string> {
  const read = await t.valuesAt(device, account);
  const told = composite('the values of the account', ({ values }) =>
    Object.entries(read).every(([at, value]) => values[at] === value),
  );
  const outcome = await device.composite.read(compositePaths(FORMAT, account), FORMAT);
  const judged = told.judge(outcome, t.definitions);
  return judged.pass ? '' : judged.received;
}

function readJson({ device }: RegisteredDevice, records: readonly object[]) {
  return device.composite.read(senmlJson(records), FORMAT);
}

function utf8(text: string): Uint8Array {
  return Buffer.from(text, 'utf8');
}
