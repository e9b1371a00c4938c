import { clientPurpose, code, notifiesAs, tlv, WatchedResource } from '../../harness/touchstone.ts';

/** Seconds: what holds by default or by inheritance, and what is nearer to the resource. */
const DEFAULT_PMIN = 4;
const INHERITED_PMAX = 5;
const OWN_PMAX = 3;

clientPurpose(
  {
    id: 'reporting.ti.pmin-from-default',
    title: 'holds changes back for the Default Minimum Period where no attribute says otherwise',
    requirements: ['HLF-017', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2, E.2',
    when: 'attr.pmin && resource.1.2',
  },
  async t => {
    const { device, account } = await t.registered();
    const period = `${account}/2`;
    t.done(await device.write(period, tlv(period, DEFAULT_PMIN)), 'the Write of the Default Minimum Period');
    const watched = await WatchedResource.of(t, device, `${account}/1`);
    watched.assume({ pmin: DEFAULT_PMIN });
    await watched.observe();
    await watched.change(4001);
    const seen = await watched.listen(DEFAULT_PMIN * 1500);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.inherit-pmax',
    title: 'notifies of a resource at the maximum period of its object instance',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2',
    when: 'attr.pmax',
  },
  async t => {
    const { device, account } = await t.registered();
    const watched = await WatchedResource.of(t, device, `${account}/6`);
    const written = await watched.writeAttributes(`pmax=${INHERITED_PMAX}`, account);
    t.check('attribute-accepted', written, code('2.04'));
    await watched.observe();
    const seen = await watched.listen(INHERITED_PMAX * 2500);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.nearest-pmax-wins',
    title: 'goes by the maximum period of the resource where its object instance has another one',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.0 §5.1.2',
    when: 'attr.pmax',
  },
  async t => {
    const { device, account } = await t.registered();
    const watched = await WatchedResource.of(t, device, `${account}/6`);
    t.check('own-accepted', await watched.writeAttributes(`pmax=${OWN_PMAX}`), code('2.04'));
    // Written last, for the order does not decide; longer, for a notification too many only breaks advice.
    const inherited = await watched.writeAttributes(`pmax=${INHERITED_PMAX}`, account);
    t.check('inherited-accepted', inherited, code('2.04'));
    await watched.observe();
    const seen = await watched.listen(OWN_PMAX * 2500);
    t.check('schedule', seen, notifiesAs(watched.expected()));
  },
);
