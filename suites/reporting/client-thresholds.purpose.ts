import { clientPurpose, code, notifiesAs, WatchedResource } from '../../harness/touchstone.ts';

/**
 * Seconds of lifetime: the one number that every device has and that a server can change at will. Long enough that the
 * registration outlives the purpose, whichever value holds.
 */
const LIFETIME = 3600;
/** Times PROCESSING_DELAY: by then a device has noticed a change, however slow, and a missing notification is missing. */
const BEYOND_REACTION = 1.5;

clientPurpose(
  {
    id: 'reporting.bv.notify-crossings',
    title: 'notifies when the value crosses gt or lt, in either direction, and of no other change',
    requirements: ['HLF-018', 'HLF-021', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    when: 'attr.gt && attr.lt',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const watched = await WatchedResource.of(t, device, `${account}/1`);
    t.check('attributes-accepted', await watched.writeAttributes('gt=5000&lt=2000'), code('2.04'));
    await watched.observe();
    // Between the bounds, above, further above, back, below, further below, back.
    for (const lifetime of [4000, 6000, 7000, 4000, 1500, 1400, 4000]) {
      await watched.change(lifetime);
      await watched.listen(BEYOND_REACTION * t.silenceSpan);
    }
    const seen = await watched.listen(BEYOND_REACTION * t.silenceSpan);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.notify-steps',
    title:
      'notifies when the value has moved by st or more from the last one that it notified, and not before',
    requirements: ['HLF-018', 'HLF-021', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    when: 'attr.st',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const watched = await WatchedResource.of(t, device, `${account}/1`);
    t.check('attribute-accepted', await watched.writeAttributes('st=100'), code('2.04'));
    await watched.observe();
    // Less than a step, in sum a whole one, less again, one step down, and two at once.
    for (const lifetime of [3650, 3700, 3750, 3600, 3400]) {
      await watched.change(lifetime);
      await watched.listen(BEYOND_REACTION * t.silenceSpan);
    }
    const seen = await watched.listen(BEYOND_REACTION * t.silenceSpan);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.crossing-within-pmin',
    title: 'notifies of a crossing within pmin when pmin ends, and repeats it when pmax ends',
    requirements: ['HLF-016', 'HLF-018', 'HLF-021', 'HLF-029'],
    clause: 'TS 1.0 §5.1.2, §5.5.2',
    when: 'attr.pmin && attr.pmax && attr.gt',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered({ lifetime: LIFETIME });
    const watched = await WatchedResource.of(t, device, `${account}/1`);
    t.check('attributes-accepted', await watched.writeAttributes('pmin=2&pmax=5&gt=5000'), code('2.04'));
    await watched.observe();
    await watched.change(6000);
    const seen = await watched.listen(10_000);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);
