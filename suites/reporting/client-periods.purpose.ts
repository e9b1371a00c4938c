import {
  type ClientContext,
  clientPurpose,
  code,
  elapsed,
  silence,
  tlv,
  value,
} from '../../harness/touchstone.ts';

/** Seconds: as small as an Integer number of them can tell a minimum from a maximum. */
const PMIN = 1;
const PMAX = 3;

clientPurpose(
  {
    id: 'reporting.ti.periodic',
    title: 'notifies within pmin and pmax of the last notification although nothing changes',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.1-int-301'],
    when: 'attr.pmin && attr.pmax',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/6`;
    const before = await t.valueAt(device, path);
    const written = await device.writeAttributes(path, `pmin=${PMIN}&pmax=${PMAX}`);
    t.check('attributes-accepted', written, code('2.04'));
    const observation = await t.observed(device, path);
    let last = arrivalOf(t, observation.first);
    for (const words of ['first', 'second']) {
      const notification = await observation.next(t.patience);
      t.check(`${words}-period`, notification, elapsed(last, t.withinTolerance(PMIN * 1000, PMAX * 1000)));
      t.check(`${words}-value`, notification, value(path, before));
      if (notification.kind === 'silence') return;
      last = notification.message.at;
    }
  },
);

clientPurpose(
  {
    id: 'reporting.ti.periodic-from-default',
    title: 'notifies at the Default Maximum Period where no attribute says otherwise',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, E.2',
    when: 'attr.pmax && resource.1.3',
  },
  async t => {
    const { device, account } = await t.registered();
    const period = `${account}/3`;
    t.done(await device.write(period, tlv(period, PMAX)), 'the Write of the Default Maximum Period');
    const observation = await t.observed(device, `${account}/6`);
    const answered = arrivalOf(t, observation.first);
    const notification = await observation.next(t.patience);
    t.check('period', notification, elapsed(answered, t.withinTolerance(0, PMAX * 1000)));
  },
);

/** Seconds: longer than two Writes take. */
const LONG_PMIN = 4;

clientPurpose(
  {
    id: 'reporting.ti.pmin-holds-back',
    title: 'holds changes back until pmin has passed and then notifies once, with the latest value',
    requirements: ['HLF-017', 'HLF-018', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    ets: ['LightweightM2M-1.0-int-301', 'LightweightM2M-1.1-int-301'],
    when: 'attr.pmin',
  },
  async t => {
    const { device, account } = await t.registered();
    const path = `${account}/1`;
    t.check('attribute-accepted', await device.writeAttributes(path, `pmin=${LONG_PMIN}`), code('2.04'));
    const observation = await t.observed(device, path);
    const answered = arrivalOf(t, observation.first);
    for (const lifetime of [4001, 4002]) {
      t.done(await device.write(path, tlv(path, lifetime)), 'the Write of the lifetime');
    }
    const notification = await observation.next(t.patience);
    const due = t.withinTolerance(LONG_PMIN * 1000, LONG_PMIN * 1000 + t.silenceSpan);
    t.check('at-pmin', notification, elapsed(answered, due));
    t.check('latest-value', notification, value(path, 4002));
    t.check('once', await observation.next(t.silenceSpan), silence('second notification'));
  },
);

/** When the answer came, in milliseconds. */
function arrivalOf(
  t: ClientContext,
  outcome: { readonly kind: string; readonly message?: { readonly at: number } },
): number {
  return outcome.message?.at ?? t.inconclusive('preamble.no-response', 'the Observe was not answered');
}
