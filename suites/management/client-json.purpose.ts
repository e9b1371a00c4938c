import {
  ContentFormat,
  clientPurpose,
  code,
  content,
  contentFormat,
  json,
  unchanged,
  value,
  wellFormed,
} from '../../harness/touchstone.ts';
import { accountJson } from './content-of-account.ts';

clientPurpose(
  {
    id: 'management.bv.read-resource-json',
    title: 'answers Reads of an Integer, a Boolean and a String in JSON',
    requirements: ['HLF-034'],
    clause: 'TS 1.0 §5.4.1, §6.4.4',
    ets: ['LightweightM2M-1.0-int-202'],
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    const [lifetime, storing, binding] = [`${account}/1`, `${account}/6`, `${account}/7`];
    const held = await t.valueAt(device, storing);
    const integer = await device.read(lifetime, ContentFormat.json);
    t.check('response-code', integer, code('2.05'));
    t.check('content-format', integer, contentFormat(ContentFormat.json));
    t.check('integer', integer, value(lifetime, t.lifetime));
    t.check('boolean', await device.read(storing, ContentFormat.json), value(storing, held));
    t.check('string', await device.read(binding, ContentFormat.json), value(binding, 'U'));
    t.check('form', integer, wellFormed(lifetime), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'management.bv.read-instance-json',
    title: 'answers a Read of an instance in JSON with the values that it gives in TLV',
    requirements: ['HLF-034', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §6.4.4',
    ets: ['LightweightM2M-1.0-int-204'],
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    const inTlv = await t.valuesAt(device, account);
    const inJson = await device.read(account, ContentFormat.json);
    t.check('response-code', inJson, code('2.05'));
    t.check('content-format', inJson, contentFormat(ContentFormat.json));
    t.check('same-values', inJson, unchanged(account, inTlv));
    const deviceInstance = await device.read('/3/0', ContentFormat.json);
    const errors = content('/3/0', 'instances of /3/0/11', values =>
      Object.keys(values).some(path => path.startsWith('/3/0/11/')),
    );
    t.check('multiple-resource', deviceInstance, errors);
  },
);

clientPurpose(
  {
    id: 'management.bv.read-object-json',
    title: 'answers a Read of an object in JSON with every instance',
    requirements: ['HLF-033', 'HLF-035'],
    clause: 'TS 1.0 §5.4.1, §6.4.4',
    ets: ['LightweightM2M-1.0-int-204'],
    when: 'format.json',
  },
  async t => {
    const { device } = await t.registered();
    const inTlv = await t.valuesAt(device, '/1');
    const inJson = await device.read('/1', ContentFormat.json);
    t.check('response-code', inJson, code('2.05'));
    t.check('content-format', inJson, contentFormat(ContentFormat.json));
    t.check('same-values', inJson, unchanged('/1', inTlv));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-resource-json',
    title: 'takes new values of a Boolean and an Integer resource in JSON',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.4',
    ets: ['LightweightM2M-1.0-int-210'],
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    const [lifetime, storing] = [`${account}/1`, `${account}/6`];
    const other = (await t.valueAt(device, storing)) !== true;
    const boolean = json({ bn: storing, e: [{ bv: other }] });
    t.check('boolean-written', await device.write(storing, boolean), code('2.04'));
    t.check('boolean-read-back', await device.read(storing, ContentFormat.tlv), value(storing, other));
    const integer = json({ bn: lifetime, e: [{ v: 4242 }] });
    t.check('integer-written', await device.write(lifetime, integer), code('2.04'));
    t.check('integer-read-back', await device.read(lifetime, ContentFormat.tlv), value(lifetime, 4242));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-instance-json',
    title: 'changes the resources that a partial update in JSON names and leaves the others alone',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.4',
    ets: ['LightweightM2M-1.0-int-220'],
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = before[`${account}/6`] !== true;
    const written = await device.write(account, accountJson(account, 4242, other), 'update');
    t.check('response-code', written, code('2.04'));
    const expected = { ...before, [`${account}/1`]: 4242, [`${account}/6`]: other };
    t.check('values', await device.read(account, ContentFormat.tlv), unchanged(account, expected));
  },
);

clientPurpose(
  {
    id: 'management.bv.replace-instance-json',
    title: 'takes over every value of an instance write in JSON that replaces',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.4',
    ets: ['LightweightM2M-1.0-int-220'],
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    const other = (await t.valueAt(device, `${account}/6`)) !== true;
    const resources = [
      { n: '1', v: 4242 },
      { n: '6', bv: other },
      { n: '7', sv: 'U' },
    ];
    const replacing = json({ bn: `${account}/`, e: resources });
    t.check('response-code', await device.write(account, replacing, 'replace'), code('2.04'));
    const after = await device.read(account, ContentFormat.tlv);
    t.check('lifetime', after, value(`${account}/1`, 4242, account));
    t.check('notification-storing', after, value(`${account}/6`, other, account));
    t.check('read-only-kept', after, value(`${account}/0`, t.shortServerId, account));
  },
);

/** Words of the check, and how the name of the lifetime is put together. */
const NAMINGS = [
  ['whole-base-name', (path: string) => ({ bn: path, e: [{ v: 4001 }] }), 4001],
  ['whole-base-name-empty-name', (path: string) => ({ bn: path, e: [{ n: '', v: 4002 }] }), 4002],
  ['no-base-name', (path: string) => ({ e: [{ n: path, v: 4003 }] }), 4003],
  ['instance-as-base-name', (path: string) => ({ bn: path.slice(0, -1), e: [{ n: '1', v: 4004 }] }), 4004],
] as const;

clientPurpose(
  {
    id: 'management.bv.json-base-names',
    title: 'puts base name and name of JSON together, wherever the path is divided',
    level: 'should',
    requirements: ['HLF-034', 'HLF-020'],
    clause: 'TS 1.0 §6.4.4 (errata: formats-json-single-name)',
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    for (const [words, document, seconds] of NAMINGS) {
      t.check(words, await device.write(path, json(document(path))), code('2.04'));
      t.check(`${words}-read-back`, await device.read(path, ContentFormat.tlv), value(path, seconds));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.observe-json',
    title: 'notifies in JSON what is observed in JSON',
    requirements: ['HLF-034', 'HLF-017'],
    clause: 'TS 1.0 §5.5.1, §5.5.2, §6.4.4, RFC 7641 §4.2',
    when: 'format.json && op.observe',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    const observation = await device.observe(path, ContentFormat.json);
    t.check('first', observation.first, contentFormat(ContentFormat.json));
    t.done(await device.write(path, json({ bn: path, e: [{ v: 4242 }] })), 'the Write');
    const notified = await observation.next(t.patience);
    t.check('content-format', notified, contentFormat(ContentFormat.json));
    t.check('value', notified, value(path, 4242));
  },
);
