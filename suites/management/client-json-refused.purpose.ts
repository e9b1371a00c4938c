import { ContentFormat, clientPurpose, code, json, malformed, unchanged } from '../../harness/touchstone.ts';
import { accountJson } from './content-of-account.ts';

const raw = (text: string) => malformed({ format: ContentFormat.json, payload: Buffer.from(text, 'utf8') });

clientPurpose(
  {
    id: 'management.bv.write-account-json',
    title: 'takes a partial update in JSON',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.4',
    when: 'format.json',
  },
  async t => {
    const { device, account } = await t.registered();
    t.check(
      'response-code',
      await device.write(account, accountJson(account, 4242, true), 'update'),
      code('2.04'),
    );
  },
);

clientPurpose(
  {
    id: 'management.bi.write-malformed-json',
    title: 'answers 4.00 to a Write of what is no JSON, and keeps what it has',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.4, §8.2.5',
    when: 'format.json',
    twin: 'management.bv.write-account-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const update = (text: string) => device.write(account, raw(text), 'update');
    t.check('no-json', await update('lifetime=4242'), code('4.00'));
    t.check('cut', await update(`{"bn":"${account}/","e":[{"n":"1","v":4242}`), code('4.00'));
    t.check('no-object', await update('4242'), code('4.00'));
    t.check('entries-no-array', await update(`{"bn":"${account}/","e":{"n":"1","v":4242}}`), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-json-wrong-type',
    title:
      'answers 4.00 to a Write in JSON whose value is not of the type of the resource, and keeps what it has',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.4, §8.2.5',
    when: 'format.json',
    twin: 'management.bv.write-account-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const write = (id: number, entry: object) =>
      device.write(`${account}/${id}`, malformed(json({ bn: `${account}/${id}`, e: [entry] })));
    t.check('boolean-for-integer', await write(1, { bv: true }), code('4.00'));
    t.check('word-for-integer', await write(1, { sv: 'soon' }), code('4.00'));
    t.check('word-for-boolean', await write(6, { sv: 'maybe' }), code('4.00'));
    t.check('fraction-for-integer', await write(1, { v: 4242.5 }), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-json-elsewhere',
    title: 'changes nothing when JSON names something outside of the path of the Write',
    requirements: ['HLF-020', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.4, §8.2.5',
    when: 'format.json',
    twin: 'management.bv.write-account-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const storing = before[`${account}/6`] !== true;
    const elsewhere = malformed(json({ bn: `${account}/6`, e: [{ bv: storing }] }));
    // That the name decides nothing beyond the path follows; which code says so is not laid down.
    t.check('other-resource', await device.write(`${account}/1`, elsewhere), code('4.00'), {
      level: 'should',
    });
    const mixed = malformed(
      json({
        e: [
          { n: `${account}/6`, bv: storing },
          { n: '/3/0/14', sv: '+05:00' },
        ],
      }),
    );
    t.check('other-object', await device.write(account, mixed, 'update'), code('4.00'), { level: 'should' });
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-json-one-read-only',
    title: 'changes nothing when one resource of a partial update in JSON is read-only',
    requirements: ['HLF-035', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    when: 'format.json',
    twin: 'management.bv.write-account-json',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const entries = [
      { n: '6', bv: before[`${account}/6`] !== true },
      { n: '0', v: 77 },
    ];
    const written = await device.write(account, json({ bn: `${account}/`, e: entries }), 'update');
    t.check('response-code', written, code('4.05', '4.00'), { level: 'should' });
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);
