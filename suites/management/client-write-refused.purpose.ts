import {
  ANY_REQUEST,
  bytes,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  silence,
  text,
  tlv,
  unchanged,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'management.bv.write-resource-tlv',
    title: 'takes new values of a Boolean and an Integer resource in TLV',
    requirements: ['HLF-010', 'HLF-034', 'HLF-032'],
    clause: 'TS 1.0 §5.4.3, §6.4.3',
    ets: ['LightweightM2M-1.1-int-227'],
  },
  async t => {
    const { device, account } = await t.registered();
    const storing = `${account}/6`;
    const other = (await t.valueAt(device, storing)) !== true;
    t.check('boolean-written', await device.write(storing, tlv(storing, other)), code('2.04'));
    t.check('boolean-read-back', await device.read(storing, ContentFormat.tlv), value(storing, other));
    const lifetime = `${account}/1`;
    t.check('integer-written', await device.write(lifetime, tlv(lifetime, 4242)), code('2.04'));
    t.check('integer-read-back', await device.read(lifetime, ContentFormat.tlv), value(lifetime, 4242));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-read-only',
    title: 'answers 4.05 to a Write on a read-only resource and keeps its value',
    requirements: ['HLF-032', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    ets: ['LightweightM2M-1.1-int-256'],
    twin: 'management.bv.write-resource-tlv',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    for (const [words, path, content] of [
      ['short-server-id', `${account}/0`, 77],
      // Hardly any device can be reached by SMS alone.
      ['supported-binding', '/3/0/16', 'SQ'],
    ] as const) {
      const before = await t.valuesAt(device, path);
      t.check(words, await device.write(path, tlv(path, content)), code('4.05'));
      t.check(`${words}-unchanged`, await device.read(path, ContentFormat.tlv), unchanged(path, before));
    }
  },
);

clientPurpose(
  {
    id: 'management.bi.write-executable',
    title: 'refuses a Write on an executable resource and does not execute it',
    requirements: ['HLF-032', 'HLF-007'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    twin: 'management.bv.write-resource-tlv',
  },
  async t => {
    const { device, account } = await t.registered();
    // Without a value, which is the one form that a resource without a type can have.
    const reboot = bytes(ContentFormat.tlv, 'C0 04');
    const trigger = bytes(ContentFormat.tlv, 'C0 08');
    // Which fault comes first is not specified: no value is right for a resource without a type.
    t.check('reboot', await device.write('/3/0/4', reboot), code('4.05', '4.00'));
    t.check('update-trigger', await device.write(`${account}/8`, trigger), code('4.05', '4.00'));
    t.check('not-executed', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('Update or Register'));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-absent',
    title: 'answers 4.04 to a Write on what does not exist',
    requirements: ['HLF-020', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    twin: 'management.bv.write-resource-tlv',
  },
  async t => {
    const { device } = await t.registered();
    const resource = bytes(ContentFormat.tlv, 'E1 7D 7B 31');
    t.check('resource', await device.write('/3/0/32123', resource), code('4.04'));
    t.check('instance', await device.write('/3/1', tlv('/3/1', { 14: '+01:00' }), 'update'), code('4.04'));
    t.check(
      'object-instance',
      await device.write('/42700/0', bytes(ContentFormat.tlv, 'C1 00 31')),
      code('4.04'),
    );
    t.check('still-absent', await device.read('/3/0/32123'), code('4.04'));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-unsupported-format',
    title: 'answers 4.15 to a Write in a format that nobody knows and keeps the value',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §8.2.5, RFC 7252 §5.9.2.11',
    twin: 'management.bv.write-resource-tlv',
  },
  async t => {
    const { device, account } = await t.registered();
    const before = await t.valuesAt(device, account);
    const other = before[`${account}/6`] === true ? '30' : '31';
    t.check('resource', await device.write(`${account}/6`, bytes(65_000, other)), code('4.15'));
    t.check('instance', await device.write(account, bytes(65_000, other), 'update'), code('4.15'));
    t.check('nothing-changed', await device.read(account, ContentFormat.tlv), unchanged(account, before));
  },
);

clientPurpose(
  {
    id: 'management.bi.write-without-format',
    title: 'refuses a Write without Content-Format and keeps the value',
    level: 'should',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'TS 1.0 §5.4.3, §8.2.5',
    twin: 'management.bv.write-resource-tlv',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const before = await t.valuesAt(device, path);
    const { payload } = text(before[path] === true ? '0' : '1');
    const outcome = await device.request({ method: METHODS.put, options: device.path(path), payload });
    t.check('response-code', outcome, code('4.00', '4.15'));
    t.check('unchanged', await device.read(path, ContentFormat.tlv), unchanged(path, before));
  },
);
