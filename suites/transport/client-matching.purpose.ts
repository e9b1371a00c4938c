import {
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  noFindings,
  OptionNumber,
  observeSwitch,
  type Request,
  uintOption,
  value,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'transport.bv.match-responses',
    title: 'gives every request its own response: one after the other, and several at a time',
    requirements: ['HLF-036', 'HLF-038'],
    clause: 'RFC 7252 §4.2, §4.3, §4.4, §5.2, §5.3.2',
    revision: 2,
  },
  async t => {
    const { device, account } = await t.registered();
    const values = await t.valuesAt(device, account);
    const read = (id: number, type: 'CON' | 'NON'): Request => ({
      ...{ method: METHODS.get, type },
      options: [...device.path(`${account}/${id}`), uintOption(OptionNumber.accept, ContentFormat.tlv)],
    });
    const resources = [0, 1, 6, 7];
    const own = (id: number) => value(`${account}/${id}`, values[`${account}/${id}`] ?? 'none');
    for (const id of resources) t.check(`answer-${id}`, await device.request(read(id, 'CON')), own(id));
    for (const id of resources)
      t.check(`non-confirmable-answer-${id}`, await device.request(read(id, 'NON')), own(id), {
        level: 'should',
      });
    // More than NSTART allows, on purpose: only the tokens tell then which response is whose.
    const together = resources.map(id => [id, device.request({ ...read(id, 'CON'), paced: false })] as const);
    for (const [id, outcome] of together) t.check(`answer-among-others-${id}`, await outcome, own(id));
    t.check('absent', await device.read(`${account}/32123`), code('4.04'));
    // A second response comes after the first: in a message of its own, or repeated.
    await t.clock.wait(t.silenceSpan);
    t.check('matching', t.server, noFindings());
  },
);

clientPurpose(
  {
    id: 'transport.bv.match-notifications',
    title: 'keeps notifications, their acknowledgements and the answers to other requests apart',
    requirements: ['HLF-028', 'HLF-036'],
    clause: 'RFC 7252 §4.4, §5.3.2; RFC 7641 §3.6, §4.2, §4.4',
  },
  async t => {
    const { device, path, observation, flip } = await observeSwitch(t);
    for (const words of ['first', 'second', 'third']) {
      const changed = await flip();
      t.check(`${words}-notification`, await observation.next(t.patience), value(path, changed));
      t.check(`${words}-read`, await device.read(path, ContentFormat.tlv), value(path, changed));
    }
    t.check('cancelled', await observation.cancelByGet(), code('2.05'));
    await flip();
    t.check('later-read', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
    await t.clock.wait(t.silenceSpan);
    t.check('matching', t.server, noFindings());
  },
);
