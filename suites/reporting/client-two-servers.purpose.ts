import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  elapsed,
  METHODS,
  notifiesAs,
  OptionNumber,
  openToBoth,
  type PerServer,
  pathOptions,
  REGISTER,
  type RegisteredAccount,
  silence,
  tlv,
  uintOption,
  value,
  WatchedResource,
} from '../../harness/touchstone.ts';

/** UTC Offset: a server may write it, and the device does nothing about it. */
const OFFSET = '/3/0/14';
const TWO = { when: 'multi-server && resource.3.14', needs: ['startWith'] } as const;

clientPurpose(
  {
    id: 'reporting.bv.notify-two-servers',
    title: 'notifies both of two servers that observe the same resource',
    requirements: ['HLF-028', 'HLF-017', 'HLF-037'],
    clause: 'TS 1.0 §5.5.1, §5.5.2',
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const [one, other] = [await t.observed(first.device, OFFSET), await t.observed(second.device, OFFSET)];
    for (const [words, { device }, offset] of [
      ['first', first, '+04:00'],
      ['second', second, '+05:00'],
    ] as const) {
      t.done(await device.write(OFFSET, tlv(OFFSET, offset)), 'the Write');
      t.check(`first-notified-of-${words}`, await one.next(t.patience), value(OFFSET, offset));
      t.check(`second-notified-of-${words}`, await other.next(t.patience), value(OFFSET, offset));
    }
  },
);

clientPurpose(
  {
    id: 'reporting.bv.same-token-of-two-servers',
    title: 'keeps the observations of two servers apart that use the same token',
    requirements: ['HLF-028', 'HLF-037'],
    clause: 'TS 1.0 §5.5.1, RFC 7252 §5.3.1, RFC 7641 §4.1',
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const token = Buffer.from('7e57', 'hex');
    const options = [
      uintOption(OptionNumber.observe, 0),
      ...pathOptions(first.root + OFFSET),
      uintOption(OptionNumber.accept, ContentFormat.tlv),
    ];
    const observe = { method: METHODS.get, token, options };
    const [one, other] = [await first.device.request(observe), await second.device.request(observe)];
    t.check('first-accepted', one, code('2.05'));
    t.check('second-accepted', other, code('2.05'));
    const [heardByFirst, heardBySecond] = await Promise.all([
      first.server.afterthought(one, t.patience),
      second.server.afterthought(other, t.patience),
      first.device.write(OFFSET, tlv(OFFSET, '+04:00')),
    ]);
    t.check('first-notified', heardByFirst, value(OFFSET, '+04:00'));
    t.check('second-notified', heardBySecond, value(OFFSET, '+04:00'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.cancel-one-of-two-servers',
    title: 'goes on notifying one server when the other cancels its observation of the same resource',
    requirements: ['HLF-028', 'HLF-018'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const [cancelled, kept] = [
      await t.observed(first.device, OFFSET),
      await t.observed(second.device, OFFSET),
    ];
    t.done(await cancelled.cancelByGet(), 'the cancellation');
    t.done(await first.device.write(OFFSET, tlv(OFFSET, '+04:00')), 'the Write');
    t.check('kept', await kept.next(t.patience), value(OFFSET, '+04:00'));
    t.check('cancelled', await cancelled.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.reset-by-one-of-two-servers',
    title: 'goes on notifying one server when the other rejects a notification of the same resource',
    requirements: ['HLF-028', 'HLF-018'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const [rejected, kept] = [
      await t.observed(first.device, OFFSET),
      await t.observed(second.device, OFFSET),
    ];
    const write = (offset: string) => second.device.write(OFFSET, tlv(OFFSET, offset));
    const [reset] = await Promise.all([rejected.cancelByReset(t.patience), write('+04:00')]);
    if (reset.kind === 'silence') return t.inconclusive('preamble.no-response', 'no notification came');
    t.check('kept-at-first', await kept.next(t.patience), value(OFFSET, '+04:00'));
    t.done(await write('+05:00'), 'the Write');
    t.check('kept', await kept.next(t.patience), value(OFFSET, '+05:00'));
    t.check('rejected', await rejected.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.register-anew-ends-own-observations',
    title: 'ends the observations of the server that it registers anew with, and no others',
    requirements: ['HLF-028', 'HLF-037', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, §5.5',
    ...TWO,
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const [ended, kept] = [await t.observed(first.device, OFFSET), await t.observed(second.device, OFFSET)];
    first.server.forget();
    t.done(
      await first.device.execute(`${first.account}/8`),
      'the Execute of the Registration Update Trigger',
    );
    const register = await first.server.next(REGISTER);
    if (register.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Register came');
    await t.settled();
    t.done(await second.device.write(OFFSET, tlv(OFFSET, '+04:00')), 'the Write');
    t.check('kept', await kept.next(t.patience), value(OFFSET, '+04:00'));
    t.check('ended', await ended.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.periods-of-two-servers',
    title: 'notifies each of two servers at the periods that it has written itself',
    requirements: ['HLF-016', 'HLF-018', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    ets: ['LightweightM2M-1.0-int-951'],
    when: 'multi-server && resource.3.14 && attr.pmin && attr.pmax',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const frequent = await WatchedResource.of(t, first.device, OFFSET);
    const rare = await WatchedResource.of(t, second.device, OFFSET);
    t.check('first-accepted', await frequent.writeAttributes('pmin=1&pmax=2'), code('2.04'));
    t.check('second-accepted', await rare.writeAttributes('pmin=3&pmax=5'), code('2.04'));
    await frequent.observe();
    await rare.observe();
    const [often, seldom] = await Promise.all([frequent.listen(11_000), rare.listen(11_000)]);
    t.check('first-schedule', often, notifiesAs(frequent.expected()));
    t.check('second-schedule', seldom, notifiesAs(rare.expected()));
  },
);

/** Seconds. */
const DEFAULT_MAXIMUM = 3;

clientPurpose(
  {
    id: 'reporting.ti.default-periods-of-two-servers',
    title: 'goes by the default periods of the account of each server',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, E.2',
    when: 'multi-server && resource.3.14 && resource.1.3 && attr.pmax',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await sharedDevice(t);
    const path = `${first.account}/3`;
    t.done(
      await first.device.write(path, tlv(path, DEFAULT_MAXIMUM)),
      'the Write of the Default Maximum Period',
    );
    const [one, other] = [await t.observed(first.device, OFFSET), await t.observed(second.device, OFFSET)];
    if (one.first.kind !== 'response') return;
    const { at } = one.first.message;
    const notified = await one.next(DEFAULT_MAXIMUM * 1000 + t.silenceSpan);
    const due = t.withinTolerance(0, DEFAULT_MAXIMUM * 1000 + t.silenceSpan);
    t.check('first-notified', notified, elapsed(at, due));
    // Nothing forbids a notification that nobody asked for (errata: attributes-unprompted).
    const unasked = await other.next(t.silenceSpan);
    t.check('second-not-notified', unasked, silence('notification'), { level: 'should' });
  },
);

/** Preamble: two servers, both of which may read and write the Device object instance. */
async function sharedDevice(t: ClientContext): Promise<PerServer<RegisteredAccount>> {
  const servers = await t.registeredWithTwo();
  await openToBoth(t, servers, '/3/0', 'RW');
  return servers;
}
