import {
  ContentFormat,
  clientPurpose,
  code,
  noObserveOption,
  OptionNumber,
  observeSwitch,
  silence,
  uintOption,
  value,
} from '../../harness/touchstone.ts';

const COMMON = {
  requirements: ['HLF-028', 'HLF-018'],
  clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6, §4.1',
} as const;
/** Milliseconds: several maximum periods of a second. */
const SEVERAL_PERIODS = 4500;

clientPurpose(
  {
    id: 'reporting.bv.cancel-without-accept',
    title: 'ends an observation when it gets a GET with Observe 1 that names no format',
    ...COMMON,
    // By token, as RFC 7641 has it; that other options need not be repeated is inferred.
    level: 'should',
  },
  async t => {
    const { device, path, observation, flip } = await observeSwitch(t);
    const cancelled = await observation.cancelByGet({ options: device.path(path) });
    t.check('response-code', cancelled, code('2.05'));
    t.check('no-observe-option', cancelled, noObserveOption());
    await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.cancel-with-other-accept',
    title: 'ends an observation when it gets a GET with Observe 1 that names another format',
    ...{ ...COMMON, when: 'format.text' },
    // The request is to be the same but for its entity-tag; what comes of another one is inferred.
    level: 'should',
  },
  async t => {
    const { device, path, observation, flip } = await observeSwitch(t);
    const options = [...device.path(path), uintOption(OptionNumber.accept, ContentFormat.text)];
    const cancelled = await observation.cancelByGet({ options });
    t.check('response-code', cancelled, code('2.05', '4.06'));
    t.check('no-observe-option', cancelled, noObserveOption());
    await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.cancel-under-other-token',
    title: 'answers a GET with Observe 1 under a token that observes nothing as a Read',
    ...COMMON,
  },
  async t => {
    const { path, observation, flip } = await observeSwitch(t);
    const before = await flip();
    await observation.next(t.patience);
    const answer = await observation.cancelByGet({ token: Buffer.from('7e57ab1e', 'hex') });
    t.check('response-code', answer, code('2.05'));
    t.check('no-observe-option', answer, noObserveOption());
    t.check('value', answer, value(path, before));
    await flip();
    // RFC 7641 goes by the token, LwM2M by the path: both are in use.
    const after = await observation.next(t.silenceSpan);
    t.check('path-decides', after, silence('notification'), { level: 'may' });
    await observation.cancelByGet();
    await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

for (const form of ['get', 'reset'] as const) {
  clientPurpose(
    {
      id: `reporting.ti.silent-over-pmax-after-${form}`,
      title: `sends no periodic notification either, once an observation was cancelled by ${form === 'get' ? 'GET' : 'Reset'}`,
      revision: 2,
      ...{ ...COMMON, when: `attr.pmax && op.cancel-by-${form}` },
    },
    async t => {
      const { device, account } = await t.registered();
      const path = `${account}/6`;
      // Before the observation: when a later pmax begins to count is another question (errata: attributes-write-effect).
      t.check('attribute-accepted', await device.writeAttributes(path, 'pmax=1'), code('2.04'));
      const observation = await t.observed(device, path);
      t.check('periodic', await observation.next(t.patience), code('2.05'));
      if (form === 'get') await observation.cancelByGet();
      else await observation.cancelByReset(t.patience);
      await t.settled();
      // What was under way when it was cancelled.
      while ((await observation.next(0)).kind === 'arrived');
      t.check('no-notification', await observation.next(SEVERAL_PERIODS), silence('notification'));
    },
  );
}

clientPurpose(
  {
    id: 'reporting.bv.cancel-twice',
    title: 'answers a second cancellation as a Read',
    ...COMMON,
  },
  async t => {
    const { path, observation, flip } = await observeSwitch(t);
    t.done(await observation.cancelByGet(), 'the cancellation');
    const changed = await flip();
    const again = await observation.cancelByGet();
    t.check('response-code', again, code('2.05'));
    t.check('no-observe-option', again, noObserveOption());
    t.check('value', again, value(path, changed));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-again-after-cancellation',
    title: 'begins an observation anew under the token of one that was cancelled',
    ...COMMON,
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    t.done(await observation.cancelByGet(), 'the cancellation');
    const again = await observation.again();
    t.check('response-code', again, code('2.05'));
    const changed = await flip();
    t.check('notified', await notified(), value(path, changed));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-again-same-token',
    title: 'has one observation, not two, when the same Observe comes once more under its token',
    ...{ ...COMMON, requirements: ['HLF-028', 'HLF-017'] },
  },
  async t => {
    const { path, observation, flip, notified } = await observeSwitch(t);
    t.check('response-code', await observation.again(), code('2.05'));
    const changed = await flip();
    t.check('notified', await notified(), value(path, changed));
    // Once more to refresh it is no fault; that one of two goes on after the other was cancelled would be.
    t.check('once', await observation.next(t.silenceSpan), silence('second notification'), {
      level: 'should',
    });
    t.done(await observation.cancelByGet(), 'the cancellation');
    await flip();
    t.check('all-cancelled', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-one-path-twice',
    title: 'notifies both observations of one path that have different tokens, until one is rejected',
    ...{ ...COMMON, requirements: ['HLF-028', 'HLF-017'] },
    // RFC 7641 keeps them apart by token; that a device has room for a second one of the same path is said nowhere.
    level: 'should',
  },
  async t => {
    const { device, path, flip, notified } = await observeSwitch(t);
    const other = await t.observed(device, path);
    const changed = await flip();
    const first = await notified();
    t.check('first-notified', first, value(path, changed));
    t.check('second-notified', await other.next(t.patience), value(path, changed));
    if (first.kind === 'silence') return;
    const [rejected] = await Promise.all([other.cancelByReset(t.patience), flip()]);
    t.check('rejected', rejected, code('2.05'));
    await notified();
    await t.settled();
    const back = await flip();
    t.check('first-kept', await notified(), value(path, back));
    t.check('second-ended', await other.next(t.silenceSpan), silence('notification'));
  },
);
