import {
  bytes,
  ContentFormat,
  clientError,
  clientPurpose,
  code,
  malformed,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

/** Words of the checks, hexadecimal digits of a lifetime, seconds. */
const LONGER = [
  ['two-bytes', 'C2 01 0F A1', 4001],
  ['four-bytes', 'C4 01 00 00 0F A2', 4002],
  ['eight-bytes', 'C8 01 08 00 00 00 00 00 00 0F A3', 4003],
] as const;

clientPurpose(
  {
    id: 'management.bv.write-longer-integers',
    title: 'takes an Integer of each of the lengths that there are',
    level: 'should',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §6.4.3, appendix C (errata: tlv-integer-length)',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    for (const [words, hex, seconds] of LONGER) {
      t.check(words, await device.write(path, bytes(ContentFormat.tlv, hex)), code('2.04'));
      t.check(`${words}-read-back`, await device.read(path, ContentFormat.tlv), value(path, seconds));
    }
  },
);

/** The same entry with headers that are longer than they need be. */
const HEADERS = [
  ['id-of-two-bytes', 'E2 00 01 0F A4', 4004],
  ['length-of-one-byte', 'C8 01 02 0F A5', 4005],
  ['length-of-two-bytes', 'D0 01 00 02 0F A6', 4006],
  ['length-of-three-bytes', 'D8 01 00 00 02 0F A7', 4007],
  ['longest-header', 'F8 00 01 00 00 02 0F A8', 4008],
] as const;

clientPurpose(
  {
    id: 'management.bv.write-longer-headers',
    title: 'reads ids and lengths of TLV in every size',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §6.4.3',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    for (const [words, hex, seconds] of HEADERS) {
      t.check(words, await device.write(path, bytes(ContentFormat.tlv, hex)), code('2.04'));
      t.check(`${words}-read-back`, await device.read(path, ContentFormat.tlv), value(path, seconds));
    }
  },
);

clientPurpose(
  {
    id: 'management.bv.write-with-wrapper',
    title: 'takes an instance with and without a wrapper that repeats its id',
    level: 'should',
    requirements: ['HLF-035', 'HLF-034'],
    clause: 'TS 1.0 §6.4.3 (errata: tlv-instance-wrapper)',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    const bare = bytes(ContentFormat.tlv, 'C2 01 0F A9');
    t.check('bare', await device.write(account, bare, 'update'), code('2.04'));
    t.check('bare-read-back', await device.read(path, ContentFormat.tlv), value(path, 4009));
    const wrapped = malformed(bytes(ContentFormat.tlv, `${wrapper(account)} 04 C2 01 0F AA`));
    t.check('wrapped', await device.write(account, wrapped, 'update'), code('2.04'));
    t.check('wrapped-read-back', await device.read(path, ContentFormat.tlv), value(path, 4010));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-other-wrapper',
    title: 'writes nothing of TLV whose wrapper names an instance other than that of the path',
    requirements: ['HLF-035', 'HLF-020'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    twin: 'management.bv.write-with-wrapper',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = malformed(bytes(ContentFormat.tlv, '08 63 04 C2 01 0F A9'));
    t.check('partial', await device.write(account, other, 'update'), clientError(), { level: 'should' });
    t.check('resource', await device.write(`${account}/1`, other), clientError(), { level: 'should' });
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-other-resource',
    title: 'writes nothing of TLV whose resource is another than that of the path',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    twin: 'management.bv.write-longer-headers',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const lifetime = malformed(bytes(ContentFormat.tlv, 'C2 01 0F A9'));
    t.check('response-code', await device.write(`${account}/6`, lifetime), code('4.00'), { level: 'should' });
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-duplicate-ids',
    title: 'refuses TLV that has two values for one resource',
    level: 'should',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5 (errata: tlv-duplicate-ids)',
    twin: 'management.bv.write-with-wrapper',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const twice = malformed(bytes(ContentFormat.tlv, 'C2 01 0F A9 C2 01 0F AA'));
    t.check('response-code', await device.write(account, twice, 'update'), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-misplaced-entries',
    title: 'answers 4.00 to TLV whose entries are nested as they cannot be, and keeps what it has',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    twin: 'management.bv.write-longer-headers',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const update = (hex: string) => device.write(account, malformed(bytes(ContentFormat.tlv, hex)), 'update');
    t.check(
      'wrapper-in-wrapper',
      await update(`${wrapper(account)} 07 ${wrapper(account)} 04 C2 01 0F A9`),
      code('4.00'),
    );
    t.check('resource-instance-at-the-top', await update('42 01 0F A9'), code('4.00'));
    t.check('longest-length', await update('D8 01 FF FF FF 0F A9'), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

/** Type and id of an Object Instance entry with a length of one byte. */
function wrapper(instance: string): string {
  const id = Number(instance.split('/')[2]);
  const hex = id.toString(16).padStart(id < 256 ? 2 : 4, '0');
  return `${id < 256 ? '08' : '28'} ${hex}`;
}
