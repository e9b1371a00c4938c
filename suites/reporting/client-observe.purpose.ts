import {
  ANY_REQUEST,
  ContentFormat,
  clientPurpose,
  code,
  contentFormat,
  noObserveOption,
  observeOption,
  observeSwitch,
  silence,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'reporting.bv.observe-resource',
    title: 'accepts the observation of a resource and answers with its value',
    requirements: ['HLF-016', 'HLF-017', 'HLF-028'],
    clause: 'TS 1.0 §5.5.1, RFC 7641 §3.1',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.0-int-660', 'LightweightM2M-1.1-int-301'],
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: 3600 });
    const { first } = await device.observe(`${account}/1`, ContentFormat.tlv);
    t.check('response-code', first, code('2.05'));
    t.check('observe-option', first, observeOption());
    t.check('content-format', first, contentFormat(ContentFormat.tlv));
    t.check('value', first, value(`${account}/1`, 3600));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-instance-and-object',
    title: 'accepts the observation of an object instance and of an object, and notifies of a change below',
    requirements: ['HLF-028', 'HLF-033', 'HLF-035'],
    clause: 'TS 1.0 §5.5.1, §5.5.2',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.1-int-301'],
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const other = (await t.valueAt(device, path)) !== true;
    const instance = await device.observe(account, ContentFormat.tlv);
    t.check('instance-accepted', instance.first, observeOption());
    const object = await device.observe('/1', ContentFormat.tlv);
    t.check('object-accepted', object.first, observeOption());
    const changedBy = await t.change(device, path, other);
    const notified = await instance.next(t.patience);
    if (notified.kind === 'silence' && changedBy === 'server') t.ownWriteUnnoticed(path);
    t.check('instance-notified', notified, value(path, other, account));
    t.check('object-notified', await object.next(t.patience), value(path, other, '/1'));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.observe-executable',
    title: 'answers 4.05 to the Observe of an executable resource and observes nothing',
    requirements: ['HLF-028', 'HLF-032'],
    clause: 'TS 1.0 §5.5.1, §8.2.5, RFC 7641 §4.1',
    twin: 'reporting.bv.observe-resource',
  },
  async t => {
    const { device, account } = await t.registered();
    for (const [words, path] of [
      ['update-trigger', `${account}/8`],
      ['reboot', '/3/0/4'],
    ] as const) {
      const { first } = await device.observe(path);
      t.check(words, first, code('4.05'));
      t.check(`${words}-not-observed`, first, noObserveOption());
    }
    t.check('not-executed', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('Update or Register'));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.observe-absent',
    title: 'answers 4.04 to the Observe of what does not exist and observes nothing',
    requirements: ['HLF-028', 'HLF-020'],
    clause: 'TS 1.0 §5.5.1, §8.2.5, RFC 7641 §4.1',
    twin: 'reporting.bv.observe-resource',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    for (const [words, path] of [
      ['resource', '/3/0/32123'],
      ['instance', '/3/1'],
      ['object', '/42700'],
    ] as const) {
      const { first } = await device.observe(path);
      t.check(words, first, code('4.04'));
      t.check(`${words}-not-observed`, first, noObserveOption());
    }
    t.check('still-served', await device.read(`${account}/1`), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.observe-unacceptable-format',
    title: 'answers 4.06 to an Observe in a format that it cannot give and observes nothing',
    requirements: ['HLF-028', 'HLF-034'],
    clause: 'TS 1.0 §5.5.1, §8.2.5, RFC 7252 §5.10.4, RFC 7641 §4.1',
    twin: 'reporting.bv.observe-resource',
  },
  async t => {
    const { device, path, flip, notified } = await observeSwitch(t);
    const refused = await device.observe(path, 65_000);
    t.check('response-code', refused.first, code('4.06'));
    t.check('not-observed', refused.first, noObserveOption());
    const changed = await flip();
    // The other observation shows that the change would have been notified.
    t.check('other-observation', await notified(), value(path, changed));
    const afterthought = await t.server.afterthought(refused.first, t.silenceSpan);
    t.check('no-notification', afterthought, silence('notification'));
  },
);
