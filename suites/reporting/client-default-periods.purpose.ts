import { clientPurpose, elapsed, observeSwitch, tlv, value } from '../../harness/touchstone.ts';

/** Seconds. */
const PMAX = 3;
const PMIN = 4;

const COMMON = {
  requirements: ['HLF-018', 'HLF-016', 'HLF-029'],
  clause: 'TS 1.0 §5.1.2, E.2',
  // When other defaults begin to count for an observation that is there already is said nowhere.
  level: 'should',
} as const;

clientPurpose(
  {
    id: 'reporting.ti.default-pmax-written-while-observed',
    title: 'notifies at a Default Maximum Period that is written during the observation',
    ...{ ...COMMON, when: 'attr.pmax && resource.1.3' },
  },
  async t => {
    const { device, account, observation } = await observeSwitch(t);
    const period = `${account}/3`;
    t.done(await device.write(period, tlv(period, PMAX)), 'the Write of the Default Maximum Period');
    const written = t.clock.now();
    const first = await observation.next(2 * PMAX * 1000);
    t.check('first', first, elapsed(written, t.withinTolerance(0, PMAX * 1000)));
    if (first.kind === 'silence') return;
    const since = first.message.at;
    const second = await observation.next(2 * PMAX * 1000);
    t.check('second', second, elapsed(since, t.withinTolerance(0, PMAX * 1000)));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.default-pmin-written-while-observed',
    title: 'holds changes back for a Default Minimum Period that is written during the observation',
    ...{ ...COMMON, when: 'attr.pmin && resource.1.2' },
  },
  async t => {
    const { device, account, path, flip, notified } = await observeSwitch(t);
    const period = `${account}/2`;
    const asked = t.clock.now();
    t.done(await device.write(period, tlv(period, PMIN)), 'the Write of the Default Minimum Period');
    // A notification that was as long on its way as this makes the period after it look shorter.
    const onItsWay = t.clock.now() - asked;
    const once = await flip();
    // Held back or not: the period that was running may end as it began.
    const first = await notified();
    t.check('notified', first, value(path, once));
    const since = first.kind === 'arrived' ? first.message.at : t.clock.now();
    const twice = await flip();
    const second = await notified();
    t.check('second', second, value(path, twice));
    t.check(
      'held-back',
      second,
      elapsed(since, t.withinTolerance(PMIN * 1000 - onItsWay, PMIN * 1000 + t.patience)),
    );
  },
);
