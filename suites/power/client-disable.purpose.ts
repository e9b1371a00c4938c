import {
  ANY_REQUEST,
  arrives,
  type ClientContext,
  ContentFormat,
  clientPurpose,
  code,
  elapsed,
  equals,
  METHODS,
  message,
  OptionNumber,
  objectList,
  type PlainValue,
  parameter,
  pathOf,
  REGISTER,
  type RegisteredDevice,
  silence,
  tlv,
  UPDATE,
  uintOption,
  value,
} from '../../harness/touchstone.ts';
import {
  changeLocally,
  DISABLE_TIMEOUT,
  disabled,
  nothing,
  returned,
  sentMeanwhile,
  setDisableTimeout,
} from './suspension.ts';

const WHEN = 'resource.1.4 && resource.1.5';

clientPurpose(
  {
    id: 'power.bv.silent-while-disabled',
    title: 'sends nothing at all to the server that disabled it, whatever that server sends',
    requirements: ['HLF-042', 'HLF-008'],
    clause: 'TS 1.0 E.2',
    ets: ['LightweightM2M-1.0-int-103'],
    when: WHEN,
  },
  async t => {
    const registered = await t.registered();
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    const suspended = await disabled(t, registered);
    probe(t, registered);
    const register = await t.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    const sent = sentMeanwhile(t.server.received, suspended);
    t.check('nothing-sent', sent, nothing());
    t.check('returns', register, arrives('a Register'));
  },
);

clientPurpose(
  {
    id: 'power.bv.nothing-done-while-disabled',
    title: 'does nothing of what the server that disabled it asks for meanwhile',
    requirements: ['HLF-042', 'HLF-008'],
    clause: 'TS 1.0 E.2',
    when: WHEN,
  },
  async t => {
    const registered = await t.registered();
    const { device, account, register } = registered;
    const path = `${account}/6`;
    const before = await t.valueAt(device, path);
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    await disabled(t, registered);
    const { format, payload } = tlv(path, before !== true);
    const options = [...device.path(path), uintOption(OptionNumber.contentFormat, format)];
    // Non-confirmable: a device that hears them has no way to ask for them again.
    t.server.transmit(register, { type: 'NON', code: METHODS.put, options, payload });
    const trigger = device.path(`${account}/8`);
    t.server.transmit(register, { type: 'NON', code: METHODS.post, options: trigger });
    const again = await returned(t, DISABLE_TIMEOUT);
    const after = await t.valueAt(again.device, path);
    t.check('not-written', after, equals<PlainValue>(before as boolean, 'state.changed'));
    t.check('no-update', await t.server.next(UPDATE, 0), silence('Update'));
  },
);

clientPurpose(
  {
    id: 'power.bv.return-with-register',
    title: 'returns with a Register that has the lifetime of its account and the whole object list',
    requirements: ['HLF-041', 'HLF-008'],
    clause: 'TS 1.0 E.2, §5.3.1',
    when: WHEN,
  },
  async t => {
    const lifetime = '7200';
    const registered = await t.registered({ lifetime: Number(lifetime) });
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    await disabled(t, registered);
    const first = await t.server.next(ANY_REQUEST, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('register-first', first, isRegister());
    t.check(
      'lifetime',
      first,
      parameter('lt', lifetime, lt => lt === lifetime),
    );
    const listed = [...(objectList(registered.register) ?? [])].sort().join();
    const sameObjects = message(
      'the object list of the first Register',
      request => {
        const received = [...(objectList(request) ?? [])].sort().join();
        return { pass: received === listed, received };
      },
      'payload.unexpected',
    );
    t.check('object-list', first, sameObjects);
  },
);

clientPurpose(
  {
    id: 'power.ti.new-timeout-of-next-disable',
    title: 'stays away by the timeout that is in force each time, the one that was written last',
    requirements: ['HLF-041', 'HLF-042', 'HLF-010'],
    clause: 'TS 1.0 E.2',
    when: WHEN,
  },
  async t => {
    let registered: Pick<RegisteredDevice, 'device' | 'account'> = await t.registered();
    for (const [words, seconds] of [
      ['first', DISABLE_TIMEOUT / 2],
      ['second', DISABLE_TIMEOUT],
    ] as const) {
      await setDisableTimeout(t, registered, seconds);
      const { at } = await disabled(t, registered);
      const register = await t.server.next(REGISTER, seconds * 1000 + t.patience);
      const due = t.withinTolerance(seconds * 1000, seconds * 1000 + t.patience);
      t.check(`${words}-return`, register, elapsed(at, due));
      if (register.kind === 'silence') return;
      await t.settled();
      registered = { ...registered, device: t.server.operationsOn(register.message) };
    }
  },
);

clientPurpose(
  {
    id: 'power.bv.keep-account-over-disable',
    title: 'keeps what the server wrote to its account while it is disabled',
    requirements: ['HLF-041', 'HLF-010'],
    clause: 'TS 1.0 E.2',
    when: WHEN,
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    const storing = (await t.valueAt(device, `${account}/6`)) !== true;
    t.done(
      await device.write(`${account}/6`, tlv(`${account}/6`, storing)),
      'the Write of Notification Storing',
    );
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    await disabled(t, registered);
    const again = await returned(t, DISABLE_TIMEOUT);
    const read = await again.device.read(again.account, ContentFormat.tlv);
    t.check('timeout-kept', read, value(`${again.account}/5`, DISABLE_TIMEOUT, again.account));
    t.check('storing-kept', read, value(`${again.account}/6`, storing, again.account));
  },
);

clientPurpose(
  {
    id: 'power.bv.local-function-while-disabled',
    title: 'goes on with its own work while it is disabled, without telling the server',
    requirements: ['HLF-042', 'HLF-008'],
    clause: 'TS 1.0 E.2',
    when: `${WHEN} && object.3303`,
    needs: ['setResource'],
  },
  async t => {
    const registered = await t.registered();
    const { device } = registered;
    const path = '/3303/0/5700';
    await t.observed(device, path);
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    const suspended = await disabled(t, registered);
    await changeLocally(t, path, 30.5);
    await t.clock.wait(t.silenceSpan);
    await changeLocally(t, path, 31.5);
    const register = await t.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('not-told', sentMeanwhile(t.server.received, suspended), nothing());
    if (register.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    await t.settled();
    const read = await t.server.operationsOn(register.message).read(path, ContentFormat.tlv);
    t.check('gone-on', read, value(path, 31.5));
  },
);

clientPurpose(
  {
    id: 'power.bv.return-after-restart-while-disabled',
    title: 'is back at the end of its Disable Timeout although it was restarted meanwhile',
    requirements: ['HLF-041', 'HLF-008'],
    // No text says what a restart does to the rest of the timeout; that the account comes back is the point of it.
    level: 'should',
    clause: 'TS 1.0 E.2',
    when: WHEN,
    needs: ['restart'],
  },
  async t => {
    const registered = await t.registered();
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    const { at } = await disabled(t, registered);
    await t.sut.restart();
    const early = await t.server.next(REGISTER, t.silenceSpan);
    t.check('still-disabled', early, silence('Register'), { level: 'may' });
    const register =
      early.kind === 'silence' ? await t.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience) : early;
    t.check('back', register, elapsed(at, t.withinTolerance(0, DISABLE_TIMEOUT * 1000 + t.patience)));
    if (register.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn(register.message);
    t.check('served', await device.discover('/3'), code('2.05'));
  },
);

clientPurpose(
  {
    id: 'power.bi.refuse-malformed-disable-timeout',
    title: 'refuses a Disable Timeout that is no number, and goes by the one that it has',
    requirements: ['HLF-042', 'HLF-010'],
    clause: 'TS 1.0 E.2, §5.4.3',
    when: `${WHEN} && format.text`,
    twin: 'power.bv.keep-account-over-disable',
  },
  async t => {
    const registered = await t.registered();
    const { device, account } = registered;
    await setDisableTimeout(t, registered, DISABLE_TIMEOUT);
    const text = { format: ContentFormat.text, payload: Buffer.from('soon'), malformed: true };
    t.check('refused', await device.write(`${account}/5`, text), code('4.00'));
    const { at } = await disabled(t, registered);
    const register = await t.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    const due = t.withinTolerance(DISABLE_TIMEOUT * 1000, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('timeout-in-force', register, elapsed(at, due));
  },
);

const TWO = { when: `multi-server && ${WHEN}`, needs: ['startWith'] } as const;

clientPurpose(
  {
    id: 'power.bv.disable-both-of-two',
    title: 'lets two servers disable it at once, and returns to each of them on its own time',
    requirements: ['HLF-042', 'HLF-041'],
    clause: 'TS 1.0 E.2',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    const [soon, late] = [DISABLE_TIMEOUT, 2 * DISABLE_TIMEOUT];
    await setDisableTimeout(t, first, soon);
    await setDisableTimeout(t, second, late);
    const away = await disabled(t, first, first.server);
    const awayToo = await disabled(t, second, second.server);
    const [one, other] = await Promise.all([
      first.server.next(REGISTER, soon * 1000 + t.patience),
      second.server.next(REGISTER, late * 1000 + t.patience),
    ]);
    t.check('first', one, elapsed(away.at, t.withinTolerance(soon * 1000, soon * 1000 + t.patience)));
    t.check('second', other, elapsed(awayToo.at, t.withinTolerance(late * 1000, late * 1000 + t.patience)));
  },
);

clientPurpose(
  {
    id: 'power.bv.other-server-during-disable',
    title: 'goes on with the other server, notifications included, as long as one has disabled it',
    requirements: ['HLF-042', 'HLF-008'],
    clause: 'TS 1.0 E.2',
    when: `multi-server && ${WHEN}`,
    needs: ['startWith', 'setResource'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    const [own, others] = [`${first.account}/6`, `${second.account}/6`];
    const [ownBefore, othersBefore] = [
      await t.valueAt(first.device, own),
      await t.valueAt(second.device, others),
    ];
    await t.observed(first.device, own);
    const observation = await t.observed(second.device, others);
    await setDisableTimeout(t, first, DISABLE_TIMEOUT);
    const suspended = await disabled(t, first, first.server);
    await changeLocally(t, own, ownBefore !== true);
    await changeLocally(t, others, othersBefore !== true);
    t.check('other-notified', await observation.next(t.patience), value(others, othersBefore !== true));
    const register = await first.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('returns-to-the-first', register, arrives('a Register'));
    t.check('nothing-to-the-first', sentMeanwhile(first.server.received, suspended), nothing());
    t.check(
      'other-served',
      await second.device.read(others, ContentFormat.tlv),
      value(others, othersBefore !== true),
    );
  },
);

/** A ping, a Read and a Read that wants no acknowledgement, each sent once. */
function probe(t: ClientContext, { device, register }: RegisteredDevice): void {
  t.server.repeat(register, t.server.compose({ code: '0.00', token: new Uint8Array(0) }));
  for (const type of ['CON', 'NON'] as const)
    t.server.transmit(register, { type, code: METHODS.get, options: device.path('/3/0') });
}

function isRegister() {
  return message(
    'a Register',
    request => ({ pass: REGISTER.matches(request), received: `${request.code} ${pathOf(request)}` }),
    'message.unexpected',
  );
}
