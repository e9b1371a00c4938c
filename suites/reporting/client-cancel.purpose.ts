import {
  ContentFormat,
  clientPurpose,
  code,
  noObserveOption,
  observeSwitch,
  silence,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'reporting.bv.stop-notifying-on-reset',
    title: 'ends an observation when a notification is answered with a Reset',
    requirements: ['HLF-028', 'HLF-018'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6, §4.2',
    ets: ['LightweightM2M-1.0-int-302', 'LightweightM2M-1.1-int-302'],
  },
  async t => {
    const { device, path, observation, flip } = await observeSwitch(t);
    const [rejected] = await Promise.all([observation.cancelByReset(t.patience), flip()]);
    if (rejected.kind === 'silence') return t.inconclusive('preamble.no-response', 'no notification came');
    // A change by the device itself would else overtake the Reset.
    await t.settled();
    const changed = await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
    t.check('changed-unnoticed', await device.read(path, ContentFormat.tlv), value(path, changed));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.stop-notifying-on-get',
    title: 'ends an observation when it gets a GET with Observe 1',
    requirements: ['HLF-028', 'HLF-018'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    ets: ['LightweightM2M-1.0-int-303', 'LightweightM2M-1.1-int-303'],
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    const before = await flip();
    if ((await notified()).kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no notification came');
    const cancelled = await observation.cancelByGet();
    t.check('response-code', cancelled, code('2.05'));
    t.check('no-observe-option', cancelled, noObserveOption());
    t.check('value', cancelled, value(path, before));
    await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.stop-notifying-one-of-two',
    title: 'goes on with one observation when another is cancelled',
    requirements: ['HLF-028', 'HLF-017'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    ets: ['LightweightM2M-1.0-int-303', 'LightweightM2M-1.1-int-303'],
  },
  async t => {
    const { device, account, path, flip, notified } = await observeSwitch(t);
    const other = await t.observed(device, account);
    t.done(await other.cancelByGet(), 'the cancellation of the other observation');
    const changed = await flip();
    t.check('kept', await notified(), value(path, changed));
    t.check('cancelled', await other.next(t.silenceSpan), silence('notification'));
  },
);
