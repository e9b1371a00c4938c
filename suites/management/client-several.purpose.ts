import {
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  content,
  malformed,
  message,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.write-every-order',
    title: 'takes the resources of one Write in whatever order they come',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.4.3 (no order is set)',
  },
  async t => {
    const { device, account } = await t.registered();
    const write = (hex: string) => device.write(account, bytes(ContentFormat.tlv, hex), 'update');
    t.check('ascending', await write('C2 01 0F A1 C1 06 00'), code('2.04'));
    const first = await device.read(account, ContentFormat.tlv);
    t.check('ascending-lifetime', first, value(`${account}/1`, 4001, account));
    t.check('ascending-storing', first, value(`${account}/6`, false, account));
    t.check('descending', await write('C1 06 01 C2 01 0F A2'), code('2.04'));
    const second = await device.read(account, ContentFormat.tlv);
    t.check('descending-lifetime', second, value(`${account}/1`, 4002, account));
    t.check('descending-storing', second, value(`${account}/6`, true, account));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-several-last-wrong',
    title: 'changes nothing when the last of several values has a wrong length',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.4.3, §8.2.5',
    twin: 'management.bv.write-every-order',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const flipped = before[`${account}/6`] === true ? '00' : '01';
    const wrong = malformed(bytes(ContentFormat.tlv, `C1 06 ${flipped} C3 01 00 0F A1`));
    t.check('update', await device.write(account, wrong, 'update'), code('4.00'));
    // The Binding makes it complete; the Lifetime makes it wrong.
    const replacing = malformed(bytes(ContentFormat.tlv, `C1 06 ${flipped} C1 07 55 C3 01 00 0F A1`));
    t.check('replacement', await device.write(account, replacing, 'replace'), code('4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-binding-out-of-range',
    title: 'refuses a Binding that there is not, and keeps the one that it has',
    level: 'should',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, E.2',
    twin: 'management.bv.write-every-order',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/7`;
    const before = await t.valuesAt(device, path);
    t.check('unknown', await device.write(path, malformed(tlv(path, 'X'))), code('4.00'));
    t.check('lower-case', await device.write(path, malformed(tlv(path, 'u'))), code('4.00'));
    t.check('empty', await device.write(path, malformed(tlv(path, ''))), code('4.00'));
    t.check('unchanged', await device.read(path, ContentFormat.tlv), unchanged(path, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-unknown-resource',
    title: 'writes all or nothing when one of several resources is unknown',
    requirements: ['HLF-014', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3 (errata: management-write-unknown-resource)',
    twin: 'management.bv.write-every-order',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = before[`${account}/6`] !== true;
    const mixed = malformed(bytes(ContentFormat.tlv, `C1 06 ${other ? '01' : '00'} E1 7D 7B 2A C2 01 0F A1`));
    const written = await device.write(account, mixed, 'update');
    const answered = message(
      '2.04, 4.00, 4.04 or 4.05',
      ({ code: of }) => ({ pass: ['2.04', '4.00', '4.04', '4.05'].includes(of), received: of }),
      'code.unexpected',
    );
    t.check('answered', written, answered);
    const isTaken = written.kind === 'response' && written.message.code === '2.04';
    const expected = isTaken ? { ...before, [`${account}/6`]: other, [`${account}/1`]: 4001 } : before;
    t.check('all-or-nothing', await device.read(account, ContentFormat.tlv), unchanged(account, expected));
    t.check('still-unknown', await device.read(`${account}/32123`), code('4.04'));
  },
);

clientPurpose(
  {
    id: 'management.bv.replace-without-optional',
    title: 'takes a replacement that leaves optional resources out',
    requirements: ['HLF-010', 'HLF-035'],
    clause: 'TS 1.0 §5.4.3 (errata: management-replace-optional)',
    when: 'resource.1.5',
  },
  async t => {
    const { device, account } = await t.registered();
    t.done(await device.write(account, tlv(account, { 5: 4321 }), 'update'), 'the Write of Disable Timeout');
    const mandatory = tlv(account, { 1: 4242, 6: false, 7: 'U' });
    t.check('response-code', await device.write(account, mandatory, 'replace'), code('2.04'));
    const after = await device.read(account, ContentFormat.tlv);
    t.check('lifetime', after, value(`${account}/1`, 4242, account));
    t.check('notification-storing', after, value(`${account}/6`, false, account));
    // Gone, back at its default, or as it was: the text can be read in each way.
    const left = content(account, 'Disable Timeout gone or reset', values => values[`${account}/5`] !== 4321);
    t.check('optional-replaced', after, left, { level: 'may' });
    t.check('account-kept', after, value(`${account}/0`, t.shortServerId, account));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-nothing',
    title: 'changes nothing in a partial update that names nothing',
    level: 'should',
    requirements: ['HLF-035', 'HLF-010'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const written = await device.write(account, bytes(ContentFormat.tlv, ''), 'update');
    t.check('response-code', written, code('2.04', '4.00'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bv.write-longest-text',
    title: 'takes a text that is larger than one message, or refuses it as too large',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, RFC 7959 §2.5, §2.9.3',
    when: 'coap.blockwise && resource.3.15',
  },
  async t => {
    const { device } = await t.registered();
    const before = await t.valuesAt(device, '/3/0/15');
    const text = 'Touchstone/'.repeat(200);
    const written = await device.write('/3/0/15', tlv('/3/0/15', text));
    t.check('response-code', written, code('2.04', '4.13', '4.00', '4.05'));
    const isTaken = written.kind === 'response' && written.message.code === '2.04';
    const read = await device.read('/3/0/15', ContentFormat.tlv);
    t.check('whole-or-not', read, isTaken ? value('/3/0/15', text) : unchanged('/3/0/15', before));
  },
);
