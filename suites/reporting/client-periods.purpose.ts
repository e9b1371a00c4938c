import {
  type ClientContext,
  clientPurpose,
  code,
  elapsed,
  noFindings,
  notifiesAs,
  silence,
  tlv,
  value,
  WatchedResource,
} from '../../harness/touchstone.ts';

/** Seconds: as small as an Integer number of them can tell a minimum from a maximum. */
const PMIN = 1;
const PMAX = 3;

clientPurpose(
  {
    id: 'reporting.ti.periodic',
    title: 'notifies within pmin and pmax of the last notification although nothing changes',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, §5.5.2; RFC 7641 §4.4',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.1-int-301'],
    when: 'attr.pmin && attr.pmax',
    revision: 3,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const before = await t.valueAt(device, path);
    const watched = await WatchedResource.of(t, device, path);
    t.check('attributes-accepted', await watched.writeAttributes(`pmin=${PMIN}&pmax=${PMAX}`), code('2.04'));
    const observing = t.clock.now();
    const { first } = await watched.observe();
    let last = observing;
    // The first period begins at some time between the Observe and the arrival of its answer.
    let slack = arrivalOf(t, first) - observing;
    for (const words of ['first', 'second']) {
      const notification = await watched.next(t.patience);
      const due = t.withinTolerance(PMIN * 1000, PMAX * 1000 + slack);
      t.check(`${words}-period`, notification, elapsed(last, due));
      t.check(`${words}-value`, notification, value(path, before));
      if (notification.kind === 'silence') return;
      last = notification.message.at;
      slack = 0;
    }
    const seen = await watched.listen(PMAX * 1500);
    t.check('schedule', seen, notifiesAs(watched.expected()));
    t.check('order', t.server, noFindings('observe'));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.periodic-from-default',
    title: 'notifies at the Default Maximum Period where no attribute says otherwise',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, E.2',
    when: 'attr.pmax && resource.1.3',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const period = `${account}/3`;
    t.done(await device.write(period, tlv(period, PMAX)), 'the Write of the Default Maximum Period');
    const watched = await WatchedResource.of(t, device, `${account}/6`);
    watched.assume({ pmax: PMAX });
    const { first } = await watched.observe();
    const answered = arrivalOf(t, first);
    // What comes after twice that time is late, too.
    const notification = await watched.next(PMAX * 2000);
    t.check('period', notification, elapsed(answered, t.withinTolerance(0, PMAX * 1000)));
    const seen = await watched.listen(PMAX * 1500);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);

/** Seconds: longer than two Writes take in an ordinary device. */
const LONG_PMIN = 4;
/** Two Writes, and one that takes longer than what was measured. */
const WRITES = 3;

clientPurpose(
  {
    id: 'reporting.ti.pmin-holds-back',
    title: 'holds changes back until pmin has passed and then notifies once, with the latest value',
    requirements: ['HLF-017', 'HLF-018', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.1-int-301'],
    when: 'attr.pmin',
    revision: 3,
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    const asked = t.clock.now();
    const watched = await WatchedResource.of(t, device, path);
    // A device that thinks long about every request needs a longer pmin, for both Writes to fall into it.
    const pmin = Math.max(LONG_PMIN, Math.ceil((WRITES * (t.clock.now() - asked)) / 1000));
    t.check('attribute-accepted', await watched.writeAttributes(`pmin=${pmin}`), code('2.04'));
    const observing = t.clock.now();
    const { first } = await watched.observe();
    const answered = arrivalOf(t, first);
    for (const lifetime of [4001, 4002]) await watched.change(lifetime);
    const notification = await watched.next(t.patience);
    // The period begins at some time between the Observe and the arrival of its answer.
    const due = t.withinTolerance(pmin * 1000, pmin * 1000 + answered - observing + t.silenceSpan);
    t.check('at-pmin', notification, elapsed(observing, due));
    t.check('latest-value', notification, value(path, 4002));
    t.check('once', await watched.next(t.silenceSpan), silence('second notification'), { level: 'should' });
    t.check('schedule', watched.seen, notifiesAs(watched.expected()));
  },
);

/** Seconds. */
const SHORTER_PMAX = 2;

clientPurpose(
  {
    id: 'reporting.ti.pmax-below-pmin',
    title: 'keeps to pmin where pmax is below it, whether it accepts such attributes or refuses them',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, §5.4.4, §5.5.2',
    when: 'attr.pmin && attr.pmax',
  },
  async t => {
    const { device, account } = await t.registered();
    const watched = await WatchedResource.of(t, device, `${account}/6`);
    const answer = await watched.writeAttributes(`pmin=${LONG_PMIN}&pmax=${SHORTER_PMAX}`);
    // Such a pmax is ignored; later versions also build on a text that refuses it.
    t.check('accepted', answer, code('2.04'), { level: 'may' });
    t.check('response-code', answer, code('2.04', '4.00'));
    await watched.observe();
    const seen = await watched.listen(2 * LONG_PMIN * 1000);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);

/** When the answer came, in milliseconds. */
function arrivalOf(
  t: ClientContext,
  outcome: { readonly kind: string; readonly message?: { readonly at: number } },
): number {
  return outcome.message?.at ?? t.inconclusive('preamble.no-response', 'the Observe was not answered');
}
