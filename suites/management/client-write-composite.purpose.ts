import {
  ContentFormat,
  clientPurpose,
  code,
  compositeValues,
  emptyPayload,
  senmlJson,
  unchanged,
  value,
} from '../../harness/touchstone.ts';
import { SENML } from './senml-formats.ts';

const FORMAT = ContentFormat.senmlJson;
const WHEN = 'op.write-composite && format.senml-json';
const TLV = ContentFormat.tlv;

for (const [name, { format, key, clause }] of Object.entries(SENML)) {
  clientPurpose(
    {
      id: `management.bv.write-composite-${name}`,
      title: `takes new values of several resources by a Write-Composite in SenML ${name.toUpperCase()}`,
      requirements: ['HLF-010', 'HLF-034', 'HLF-035'],
      clause: `TS 1.1 §6.3.9, ${clause}`,
      ets: ['LightweightM2M-1.1-int-230', 'LightweightM2M-1.1-int-257'],
      when: `op.write-composite && ${key}`,
    },
    async t => {
      const { device, account } = await t.registered();
      const other = (await t.valueAt(device, `${account}/6`)) !== true;
      const written = compositeValues(format, { [`${account}/1`]: 4242, [`${account}/6`]: other });
      const outcome = await device.composite.write(written);
      t.check('response-code', outcome, code('2.04'));
      t.check('no-content', outcome, emptyPayload());
      t.check('integer', await device.read(`${account}/1`, TLV), value(`${account}/1`, 4242));
      t.check('boolean', await device.read(`${account}/6`, TLV), value(`${account}/6`, other));
    },
  );
}

clientPurpose(
  {
    id: 'management.bv.write-composite-two-objects',
    title: 'takes new values of resources of two objects by one Write-Composite',
    requirements: ['HLF-010', 'HLF-033', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    ets: ['LightweightM2M-1.1-int-257'],
    when: `${WHEN} && resource.3.14`,
  },
  async t => {
    const { device, account } = await t.registered();
    const written = compositeValues(FORMAT, { [`${account}/1`]: 4242, '/3/0/14': '+05:30' });
    t.check('response-code', await device.composite.write(written), code('2.04'));
    t.check('server-object', await device.read(`${account}/1`, TLV), value(`${account}/1`, 4242));
    t.check('device-object', await device.read('/3/0/14', TLV), value('/3/0/14', '+05:30'));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-composite-leaves-the-rest',
    title: 'keeps what a Write-Composite does not name',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = before[`${account}/6`] !== true;
    const written = compositeValues(FORMAT, { [`${account}/6`]: other });
    t.check('response-code', await device.composite.write(written), code('2.04'));
    const wanted = { ...before, [`${account}/6`]: other };
    t.check('rest-as-before', await device.read(account, TLV), unchanged(account, wanted));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-composite-names',
    title: 'resolves base names and names of a Write-Composite however they are divided',
    requirements: ['HLF-010', 'HLF-020'],
    clause: 'TS 1.1 §6.3.9, §7.4.4, RFC 8428 §4.1',
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    const [, object, instance] = account.split('/');
    for (const [words, lifetime, names] of [
      ['full-name', 3001, { n: path }],
      ['base-of-instance', 3002, { bn: `${account}/`, n: '1' }],
      ['base-of-object', 3003, { bn: `/${object}/`, n: `${instance}/1` }],
      ['base-alone', 3004, { bn: path }],
    ] as const) {
      await device.composite.write(senmlJson([{ ...names, v: lifetime }]));
      t.check(words, await device.read(path, TLV), value(path, lifetime));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.write-composite-resource-instances',
    title: 'takes new values of resource instances by a Write-Composite and keeps the others',
    requirements: ['HLF-010', 'HLF-020', 'HLF-035'],
    clause: 'TS 1.1 §6.3.9',
    ets: ['LightweightM2M-1.1-int-230'],
    when: `${WHEN} && object.16`,
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/16/0/0');
    const changed = { '/16/0/0/0': 'First', '/16/0/0/1': 'Second' };
    t.check('response-code', await device.composite.write(compositeValues(FORMAT, changed)), code('2.04'));
    t.check('values', await device.read('/16/0/0', TLV), unchanged('/16/0/0', { ...before, ...changed }));
  },
);
