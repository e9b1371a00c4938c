import {
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  malformed,
  text,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.write-several-resources',
    title: 'takes several values in one Write on an instance',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
    ets: ['LightweightM2M-1.1-int-226'],
  },
  async t => {
    const { device, account } = await t.registered();
    const other = (await t.valueAt(device, `${account}/6`)) !== true;
    const written = await device.write(account, tlv(account, { 6: other, 1: 4242 }), 'update');
    t.check('response-code', written, code('2.04'));
    const after = await device.read(account, ContentFormat.tlv);
    t.check('first', after, value(`${account}/6`, other, account));
    t.check('second', after, value(`${account}/1`, 4242, account));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-wrong-type',
    title: 'answers 4.00 to a Write whose value is not of the type of the resource, and keeps what it has',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, appendix C',
    twin: 'management.bv.write-several-resources',
  },
  async t => {
    const { device, account } = await t.registered();
    const [lifetime, storing] = [`${account}/1`, `${account}/6`];
    const before = {
      integer: await t.valuesAt(device, lifetime),
      boolean: await t.valuesAt(device, storing),
    };
    // An Integer has 1, 2, 4 or 8 bytes, a Boolean has one that is 0 or 1.
    const write = (path: string, hex: string) => device.write(path, malformed(bytes(ContentFormat.tlv, hex)));
    t.check('boolean-of-two-bytes', await write(storing, 'C2 06 00 01'), code('4.00'));
    t.check('boolean-2', await write(storing, 'C1 06 02'), code('4.00'), { level: 'should' });
    const boolean = await device.read(storing, ContentFormat.tlv);
    t.check('boolean-unchanged', boolean, unchanged(storing, before.boolean), { level: 'should' });
    // Last, because a lifetime that was overwritten disturbs everything that follows.
    t.check('integer-of-three-bytes', await write(lifetime, 'C3 01 61 62 63'), code('4.00'));
    t.check('integer-of-five-bytes', await write(lifetime, 'C5 01 68 65 6C 6C 6F'), code('4.00'));
    const integer = await device.read(lifetime, ContentFormat.tlv);
    t.check('nothing-changed', integer, unchanged(lifetime, before.integer));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-wrong-type-text',
    title: 'answers 4.00 to a Write of text that is no value of the resource, and keeps what it has',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.1, §8.2.5, appendix C',
    when: 'format.text',
    twin: 'management.bv.write-several-resources',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    t.check('word-for-integer', await device.write(`${account}/1`, malformed(text('soon'))), code('4.00'));
    t.check('word-for-boolean', await device.write(`${account}/6`, malformed(text('maybe'))), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-truncated-tlv',
    title: 'answers 4.00 to a Write of TLV that ends too early, and keeps what it has',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    twin: 'management.bv.write-several-resources',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const short = malformed(bytes(ContentFormat.tlv, 'C4 01 00 00'));
    t.check('resource', await device.write(`${account}/1`, short), code('4.00'));
    t.check('instance', await device.write(account, short, 'update'), code('4.00'));
    const flipped = before[`${account}/6`] === true ? '00' : '01';
    // The first entry is complete and would be a legal change by itself.
    const half = malformed(bytes(ContentFormat.tlv, `C1 06 ${flipped} C4 01 00 00`));
    t.check('second-entry', await device.write(account, half, 'update'), code('4.00'));
    const noLength = malformed(bytes(ContentFormat.tlv, 'C8 07'));
    t.check('no-length', await device.write(account, noLength, 'update'), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-several-one-read-only',
    title: 'changes nothing when one resource of a partial update is read-only',
    requirements: ['HLF-035', 'HLF-032', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    twin: 'management.bv.write-several-resources',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const flipped = before[`${account}/6`] === true ? '00' : '01';
    // The writable resource first: a device that goes through the list meets the refusal too late.
    const mixed = bytes(ContentFormat.tlv, `C1 06 ${flipped} C1 00 4D`);
    const written = await device.write(account, mixed, 'update');
    // Which code it is follows from the general rules only.
    t.check('response-code', written, code('4.05', '4.00'), { level: 'should' });
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.replace-without-mandatory',
    title: 'refuses to replace an instance with one that lacks mandatory resources',
    level: 'should',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    twin: 'management.bv.write-several-resources',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = before[`${account}/6`] !== true;
    const written = await device.write(account, tlv(account, { 6: other }), 'replace');
    t.check('response-code', written, code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);
