import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  compositePaths,
  compositeValue,
  compositeValues,
  contentFormat,
  elapsed,
  exactly,
  newerThan,
  noObserveOption,
  nothingOf,
  observeOption,
  type RegisteredDevice,
  sameFormatAs,
  silence,
  text,
  tlv,
  type Values,
  wellFormedComposite,
} from '../../harness/touchstone.ts';

const FORMAT = ContentFormat.senmlJson;
const WHEN = 'op.observe-composite && format.senml-json';
const TWIN = 'reporting.bv.observe-composite';

clientPurpose(
  {
    id: TWIN,
    title: 'accepts an Observe-Composite and tells all of it when a part of it changes',
    requirements: ['HLF-017', 'HLF-028', 'HLF-035'],
    clause: 'TS 1.1 §6.4.4, RFC 7641 §3',
    ets: ['LightweightM2M-1.1-int-304'],
    when: WHEN,
  },
  async t => {
    const { observation, account, flip, binding } = await observedPair(t);
    const { first } = observation;
    t.check('response-code', first, code('2.05'));
    t.check('content-format', first, contentFormat(FORMAT));
    t.check('observe-option', first, observeOption());
    const now = await flip();
    t.check('first-values', first, exactly({ [`${account}/6`]: !now, '/3/0/16': binding }));
    const notification = await observation.next(t.patience);
    t.check('notification', notification, exactly({ [`${account}/6`]: now, '/3/0/16': binding }));
    t.check('form', notification, wellFormedComposite());
    t.check('same-format', notification, sameFormatAs(first));
    t.check('newer', notification, newerThan(first));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-cbor',
    title: 'accepts an Observe-Composite in SenML CBOR and notifies in it',
    requirements: ['HLF-017', 'HLF-028', 'HLF-035'],
    clause: 'TS 1.1 §6.4.4, §7.4.5',
    ets: ['LightweightM2M-1.1-int-304'],
    when: 'op.observe-composite && format.senml-cbor',
  },
  async t => {
    const { observation, account, flip } = await observedPair(t, ContentFormat.senmlCbor);
    t.check('content-format', observation.first, contentFormat(ContentFormat.senmlCbor));
    const now = await flip();
    const notification = await observation.next(t.patience);
    t.check('notification', notification, compositeValue(`${account}/6`, now));
    t.check('same-format', notification, sameFormatAs(observation.first));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-any-part',
    title: 'notifies of a change in each object that an Observe-Composite covers',
    requirements: ['HLF-017', 'HLF-033', 'HLF-035'],
    clause: 'TS 1.1 §6.4.4',
    ets: ['LightweightM2M-1.1-int-304'],
    when: `${WHEN} && resource.3.14`,
  },
  async t => {
    const { device, account } = await t.registered();
    const observation = await observing(t, device, `${account}/6`, '/3/0/14');
    const other = (await t.valueAt(device, `${account}/6`)) !== true;
    t.done(await device.write('/3/0/14', tlv('/3/0/14', '+05:30')), 'a Write');
    t.check('one-object', await observation.next(t.patience), compositeValue('/3/0/14', '+05:30'));
    t.done(await device.write(`${account}/6`, tlv(`${account}/6`, other)), 'a Write');
    const second = await observation.next(t.patience);
    t.check('other-object', second, exactly({ [`${account}/6`]: other, '/3/0/14': '+05:30' }));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-other-change',
    title: 'does not notify an Observe-Composite of what is no part of it',
    requirements: ['HLF-017', 'HLF-028'],
    // A device may tell what has not changed, too (errata: attributes-unprompted).
    level: 'should',
    clause: 'TS 1.1 §6.4.4, RFC 7641 §1.3',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account } = await t.registered();
    const observation = await observing(t, device, `${account}/0`, '/3/0/16');
    const other = (await t.valueAt(device, `${account}/6`)) !== true;
    t.done(await device.write(`${account}/6`, tlv(`${account}/6`, other)), 'a Write');
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.cancel-composite-by-fetch',
    title: 'ends an Observe-Composite on a FETCH with Observe 1 and answers as to a Read-Composite',
    requirements: ['HLF-028', 'HLF-029'],
    clause: 'TS 1.1 §6.4.5, RFC 7641 §3.6',
    ets: ['LightweightM2M-1.1-int-305'],
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { observation, account, flip } = await observedPair(t);
    const now = await flip();
    if ((await observation.next(t.patience)).kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no notification came');
    const answer = await observation.cancelByGet();
    t.check('response-code', answer, code('2.05'));
    t.check('no-observe-option', answer, noObserveOption());
    t.check('content', answer, compositeValue(`${account}/6`, now));
    await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.cancel-composite-by-reset',
    title: 'ends an Observe-Composite on a Reset to its notification',
    requirements: ['HLF-028', 'HLF-029'],
    clause: 'TS 1.1 §6.4.5, RFC 7641 §3.6',
    ets: ['LightweightM2M-1.1-int-305'],
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { observation, flip } = await observedPair(t);
    await flip();
    if ((await observation.cancelByReset(t.patience)).kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no notification came');
    await flip();
    t.check('no-notification', await observation.next(t.silenceSpan), silence('notification'));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.observe-composite-pmax',
    title: 'notifies an Observe-Composite when pmax of one of its resources is over, and not before pmin',
    requirements: ['HLF-016', 'HLF-018'],
    clause: 'TS 1.1 §6.4.4, §5.1.2',
    ets: ['LightweightM2M-1.1-int-304', 'LightweightM2M-1.1-int-310'],
    when: `${WHEN} && attr.pmin && attr.pmax`,
  },
  async t => {
    const { device, account } = await t.registered();
    const wanted: Record<string, Values[string]> = {};
    for (const path of [`${account}/6`, '/3/0/16']) {
      wanted[path] = await t.valueAt(device, path);
      t.done(await device.writeAttributes(path, 'pmin=2&pmax=4'), 'Write-Attributes');
    }
    const asked = t.clock.now();
    const observation = await observing(t, device, ...Object.keys(wanted));
    // Periods begin at some time between the Observe-Composite and its answer.
    const latest = 4_000 + t.clock.now() - asked;
    const bounds = t.withinTolerance(2_000, latest);
    // What comes after twice that time is late, too.
    const notification = await observation.next(2 * latest);
    t.check('in-its-period', notification, elapsed(asked, bounds));
    t.check('all-of-it', notification, exactly(wanted));
  },
);

clientPurpose(
  {
    id: 'reporting.ti.observe-composite-pmin',
    title: 'holds a change back in an Observe-Composite until pmin of the resource is over',
    requirements: ['HLF-018', 'HLF-029'],
    clause: 'TS 1.1 §6.4.4, §5.1.2',
    ets: ['LightweightM2M-1.1-int-310'],
    when: `${WHEN} && attr.pmin`,
  },
  async t => {
    const { device, account } = await t.registered();
    for (const path of [`${account}/6`, '/3/0/16'])
      t.done(await device.writeAttributes(path, 'pmin=3'), 'Write-Attributes');
    const other = (await t.valueAt(device, `${account}/6`)) !== true;
    const asked = t.clock.now();
    const observation = await observing(t, device, `${account}/6`, '/3/0/16');
    t.done(await device.write(`${account}/6`, tlv(`${account}/6`, other)), 'a Write');
    const notification = await observation.next(t.patience);
    t.check('value', notification, compositeValue(`${account}/6`, other));
    t.check('not-before-pmin', notification, elapsed(asked, t.withinTolerance(3_000, t.patience)));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-partly-absent',
    title: 'accepts an Observe-Composite of which one path does not exist, and notifies of the rest',
    requirements: ['HLF-035', 'HLF-020'],
    clause: 'TS 1.1 §6.4.4, §6.3.8',
    level: 'should',
    when: WHEN,
  },
  async t => {
    const { device, account } = await t.registered();
    const observation = await device.composite.observe(
      compositePaths(FORMAT, `${account}/6`, '/3/0/32123'),
      FORMAT,
    );
    const before = await t.valueAt(device, `${account}/6`);
    t.check('first', observation.first, exactly({ [`${account}/6`]: before }));
    t.done(await device.write(`${account}/6`, tlv(`${account}/6`, before !== true)), 'a Write');
    const notification = await observation.next(t.patience);
    t.check('notification', notification, exactly({ [`${account}/6`]: before !== true }));
  },
);

clientPurpose(
  {
    id: 'reporting.bi.observe-composite-security-object',
    title: 'tells nothing of its Security object by Observe-Composite',
    requirements: ['HLF-031'],
    clause: 'TS 1.1 §6.4, §6.4.4 (errata: composite-denied-part)',
    when: WHEN,
    twin: TWIN,
  },
  async t => {
    const { device, account } = await t.registered();
    const paths = compositePaths(FORMAT, '/0/0', `${account}/6`);
    const { first } = await device.composite.observe(paths, FORMAT);
    t.check('nothing-told', first, nothingOf('/0'));
    t.check('code', first, code('4.01', '2.05'), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-new-instance',
    title: 'tells a new object instance to an Observe-Composite that covers it',
    requirements: ['HLF-017', 'HLF-033'],
    clause: 'TS 1.1 §6.4.4',
    ets: ['LightweightM2M-1.1-int-308'],
    level: 'should',
    when: `${WHEN} && object.16 && op.create`,
  },
  async t => {
    const { device } = await t.registered();
    const observation = await observing(t, device, '/16/0', '/16/1');
    const content = tlv('/16', { 0: { 0: 'Second' } });
    t.done(await device.create('/16', content), 'the Create');
    t.check('new-instance', await observation.next(t.patience), compositeValue('/16/1/0/0', 'Second'));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-deleted-instance',
    title: 'tells an Observe-Composite without the object instance that was deleted',
    requirements: ['HLF-017', 'HLF-033'],
    clause: 'TS 1.1 §6.4.4',
    ets: ['LightweightM2M-1.1-int-309'],
    level: 'should',
    when: `${WHEN} && object.16 && op.create && op.delete`,
    twin: 'reporting.bv.observe-composite-new-instance',
  },
  async t => {
    const { device } = await t.registered();
    t.done(await device.create('/16', tlv('/16', { 0: { 0: 'Second' } })), 'the Create');
    const observation = await observing(t, device, '/16/0/0/0', '/16/1');
    t.done(await device.delete('/16/1'), 'the Delete');
    const { '/16/0/0/0': rest = '' } = await t.valuesAt(device, '/16/0/0');
    t.check('rest', await observation.next(t.patience), exactly({ '/16/0/0/0': rest }));
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-resource-instance',
    title: 'accepts the observation of a resource instance and notifies of its changes alone',
    requirements: ['HLF-017', 'HLF-020', 'HLF-029'],
    clause: 'TS 1.1 §6.4.1, §6.4.2',
    when: 'lwm2m.1_1 && object.16 && format.senml-json',
  },
  async t => {
    const { device } = await t.registered();
    const observation = await device.observe('/16/0/0/0', FORMAT);
    t.check('response-code', observation.first, code('2.05'));
    t.check('observe-option', observation.first, observeOption());
    t.done(await device.write('/16/0/0/0', text('Changed')), 'a Write');
    t.check('notification', await observation.next(t.patience), exactly({ '/16/0/0/0': 'Changed' }));
    t.done(await device.write('/16/0/0/1', text('Other')), 'a Write');
    const other = await observation.next(t.silenceSpan);
    t.check('not-of-others', other, silence('notification'), { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'reporting.bv.observe-composite-written-together',
    title: 'tells values that were written together in one notification of an Observe-Composite',
    requirements: ['HLF-035', 'HLF-017'],
    clause: 'TS 1.1 §6.3.9, §6.4.4',
    level: 'should',
    when: `${WHEN} && op.write-composite`,
  },
  async t => {
    const { device, account } = await t.registered();
    const observation = await observing(t, device, `${account}/1`, `${account}/6`);
    const other = (await t.valueAt(device, `${account}/6`)) !== true;
    const written = { [`${account}/1`]: 4242, [`${account}/6`]: other };
    t.done(await device.composite.write(compositeValues(FORMAT, written)), 'a Write-Composite');
    t.check('both', await observation.next(t.patience), exactly(written));
  },
);

/** Preamble. @throws Inconclusive when the device does not accept the observation. */
async function observing(t: ClientContext, device: RegisteredDevice['device'], ...paths: readonly string[]) {
  const observation = await device.composite.observe(compositePaths(FORMAT, ...paths), FORMAT);
  t.done(observation.first, 'the Observe-Composite');
  return observation;
}

/** Preamble: Notification Storing and the binding are observed together. */
async function observedPair(t: ClientContext, format: number = FORMAT) {
  const registered = await t.registered();
  const { device, account } = registered;
  const path = `${account}/6`;
  let now = (await t.valueAt(device, path)) === true;
  const binding = await t.valueAt(device, '/3/0/16');
  const observation = await device.composite.observe(compositePaths(format, path, '/3/0/16'), format);
  const flip = async (): Promise<boolean> => {
    now = !now;
    t.done(await device.write(path, tlv(path, now)), `the Write on ${path}`);
    return now;
  };
  return { ...registered, observation, flip, binding };
}
