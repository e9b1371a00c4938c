import {
  clientPurpose,
  code,
  elapsed,
  notifiesAs,
  value,
  WatchedResource,
} from '../../harness/touchstone.ts';

const SIGNAL = '/4/0/2';

clientPurpose(
  {
    id: 'connectivity.bv.report-signal',
    title: 'notifies of another signal strength, as a negative number',
    // When it was measured, no resource tells (errata: gap-signal-time); a notification comes soon after.
    requirements: ['HLF-022', 'HLF-024'],
    clause: 'TS 1.0 §5.5.2, E.5',
    needs: ['setResource'],
    revision: 2,
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(SIGNAL, -80);
    const observation = await t.observed(device, SIGNAL);
    for (const [words, dBm] of [
      ['weaker', -113],
      ['weakest', -140],
      ['stronger', -51],
    ] as const) {
      await t.sense(SIGNAL, dBm);
      t.check(words, await observation.next(t.patience), value(SIGNAL, dBm));
    }
  },
);

clientPurpose(
  {
    id: 'connectivity.ti.report-monitoring-periodically',
    title: 'notifies of how it is connected within the periods that a server has set',
    requirements: ['HLF-024', 'HLF-016'],
    clause: 'TS 1.0 §5.1.2, §5.5.2, E.5',
    ets: ['LightweightM2M-1.0-int-710'],
    when: 'object.4 && attr.pmin && attr.pmax',
  },
  async t => {
    const { device } = await t.registered();
    t.check('attributes-accepted', await device.writeAttributes('/4/0', 'pmin=2&pmax=10'), code('2.04'));
    const sent = t.clock.now();
    const observation = await t.observed(device, '/4/0');
    const took = t.clock.now() - sent;
    const since = observation.first.kind === 'response' ? observation.first.message.at : sent;
    const notification = await observation.next(12_000 + t.patience);
    const reaction = took + t.silenceSpan;
    t.check('first', notification, elapsed(since, t.withinTolerance(2000 - took, 10_000 + reaction)));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.signal-thresholds',
    title: 'notifies of a signal strength that crosses a bound below zero, and of no other',
    requirements: ['HLF-021', 'HLF-024', 'HLF-022'],
    clause: 'TS 1.0 §5.1.2, §5.5.2, E.5',
    needs: ['setResource'],
    revision: 2,
    when: 'object.4 && attr.gt && attr.lt',
  },
  async t => {
    const { device } = await t.registered();
    await t.sense(SIGNAL, -85);
    const watched = await WatchedResource.of(t, device, SIGNAL);
    t.check('attributes-accepted', await watched.writeAttributes('gt=-70&lt=-100'), code('2.04'));
    await watched.observe();
    for (const dBm of [-90, -60, -55, -85, -110, -113, -85]) {
      await watched.change(dBm);
      await watched.listen(1.5 * t.silenceSpan);
    }
    t.check('schedule', await watched.listen(t.silenceSpan), notifiesAs(watched.expected()));
  },
);

clientPurpose(
  {
    id: 'connectivity.bv.report-bearer',
    title: 'notifies of another bearer',
    requirements: ['HLF-024'],
    clause: 'TS 1.0 §5.5.2, E.5',
    needs: ['setResource'],
    revision: 2,
    when: 'object.4',
  },
  async t => {
    const { device } = await t.registered();
    const [lte, wlan, bearer] = [6, 21, '/4/0/0'];
    await t.sense(bearer, lte);
    const observation = await t.observed(device, bearer);
    await t.sense(bearer, wlan);
    t.check('new-bearer', await observation.next(t.patience), value(bearer, wlan));
  },
);
