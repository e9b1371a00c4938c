import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  DEREGISTER,
  elapsed,
  METHODS,
  message,
  noParameter,
  notServed,
  OptionNumber,
  objectList,
  objectRoot,
  optionalParameter,
  parameter,
  pathOf,
  pathOptions,
  REGISTER,
  satisfies,
  silence,
  tlv,
  UPDATE,
  uintOption,
} from '../../harness/touchstone.ts';

const TWO = { when: 'multi-server', needs: ['startWith'] } as const;

clientPurpose(
  {
    id: 'registration.bv.register-with-two-servers',
    title: 'registers with each of two servers, with the lifetime of its account, and serves both',
    requirements: ['HLF-019', 'HLF-037', 'HLF-031'],
    clause: 'TS 1.0 §5.3.1, E.1, E.2',
    ets: ['LightweightM2M-1.0-int-950'],
    ...TWO,
  },
  async t => {
    const [first, second] = await t.startWithTwo([{ lifetime: 3600 }, { lifetime: 7200 }]);
    for (const [words, server, lifetime] of [
      ['first', first, '3600'],
      ['second', second, '7200'],
    ] as const) {
      const register = await server.next(REGISTER);
      t.check(`${words}-registers`, register, parameterIs('ep', t.endpoint));
      t.check(`${words}-lifetime`, register, parameterIs('lt', lifetime));
      const binding = optionalParameter('b', 'U', value => value === 'U');
      t.check(`${words}-binding`, register, binding);
      if (register.kind === 'silence') return;
      await t.settled();
      const served = await server.operationsOn(register.message).discover('/3');
      t.check(`${words}-served`, served, code('2.05'));
    }
    t.check('nothing-more', await first.next(ANY_REQUEST, t.silenceSpan), silence('request'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.list-the-same-to-two-servers',
    title: 'lists the same objects to both servers, with a Server object instance for each',
    requirements: ['HLF-019', 'HLF-033'],
    clause: 'TS 1.0 §5.3.1, E.2',
    ets: ['LightweightM2M-1.0-int-950'],
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    for (const [words, { register }] of [['first', first] as const, ['second', second] as const]) {
      const listed = objectList(register) ?? [];
      t.check(`${words}-accounts`, listed, includes(first.account, second.account));
      t.check(`${words}-no-security-object`, listed, excludes(/^\/0(\/|$)/));
    }
    const accounts = [first.account, second.account];
    t.check(
      'one-each',
      accounts,
      satisfies<typeof accounts>('two', ([one, other]) => one !== other),
    );
    const lists = [first, second].map(({ register }) => [...(objectList(register) ?? [])].sort().join());
    const same = satisfies<typeof lists>('the same list twice', ([one, other]) => one === other);
    t.check('same', lists, same, { level: 'should' });
  },
);

clientPurpose(
  {
    id: 'registration.bv.register-beside-silent-server',
    title: 'registers with a server, and serves it, while another one does not answer',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1',
    // Follows from each account having a registration of its own; LwM2M 1.0 does not say so outright.
    level: 'should',
    ...TWO,
  },
  async t => {
    t.server.answer(REGISTER, null, Number.POSITIVE_INFINITY);
    const [, second] = await t.startWithTwo();
    const register = await second.next(REGISTER);
    t.check('registers', register, arrives('a Register'));
    if (register.kind === 'silence') return;
    await t.settled();
    const device = second.operationsOn(register.message);
    t.check('served', await device.discover('/3'), code('2.05'));
    // Only a server that has accepted the registration is served.
    const path = `${objectRoot(register.message)}/3/0`;
    const get = { method: METHODS.get, options: pathOptions(path), within: t.silenceSpan };
    const silent = t.server.operationsOn(register.message);
    t.check('silent-server-is-not-served', await silent.request(get), notServed());
  },
);

clientPurpose(
  {
    id: 'registration.bv.register-beside-refusing-server',
    title: 'registers with a server, and serves it, while another one refuses its Register',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §8.2.3',
    // Follows from each account having a registration of its own; LwM2M 1.0 does not say so outright.
    level: 'should',
    ...TWO,
  },
  async t => {
    t.server.answer(REGISTER, { code: '4.03' }, Number.POSITIVE_INFINITY);
    const [, second] = await t.startWithTwo();
    const register = await second.next(REGISTER);
    t.check('registers', register, arrives('a Register'));
    if (register.kind === 'silence') return;
    await t.settled();
    const device = second.operationsOn(register.message);
    t.check('served', await device.discover('/3'), code('2.05'));
    const path = `${objectRoot(register.message)}/3/0`;
    const get = { method: METHODS.get, options: pathOptions(path), within: t.silenceSpan };
    const refusing = t.server.operationsOn(register.message);
    t.check('refusing-server-is-not-served', await refusing.request(get), notServed());
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-one-of-two',
    title: 'sends the Update that a server asks for to this server and to no other, at its own location',
    requirements: ['HLF-019', 'HLF-011', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, E.2',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    for (const [words, asking, other] of [
      ['first', first, second],
      ['second', second, first],
    ] as const) {
      t.check(`${words}-executed`, await asking.device.execute(`${asking.account}/8`), code('2.04'));
      const update = await asking.server.next(UPDATE);
      t.check(`${words}-location`, update, sentTo(asking.location));
      t.check(`${words}-no-lifetime`, update, noParameter('lt'));
      const unasked = await other.server.next(ANY_REQUEST, t.silenceSpan);
      t.check(`not-to-the-other-of-${words}`, unasked, silence('request'));
    }
  },
);

clientPurpose(
  {
    id: 'registration.bv.lifetime-of-one-of-two',
    title: 'tells a new lifetime to the server that wrote it, and leaves the other its own',
    requirements: ['HLF-019', 'HLF-010', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, E.2',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo([{ lifetime: 3600 }, { lifetime: 7200 }]);
    const path = `${second.account}/1`;
    t.check('write-accepted', await second.device.write(path, tlv(path, 1800)), code('2.04'));
    const update = await second.server.next(UPDATE);
    t.check('location', update, sentTo(second.location));
    t.check('lifetime', update, parameterIs('lt', '1800'));
    const unasked = await first.server.next(ANY_REQUEST, t.silenceSpan);
    t.check('nothing-to-the-other', unasked, silence('request'));
    const kept = await t.valueAt(first.device, `${first.account}/1`);
    t.check(
      'other-lifetime-kept',
      kept,
      satisfies<typeof kept>('3600', lifetime => lifetime === 3600, 'state.changed'),
    );
  },
);

clientPurpose(
  {
    id: 'registration.bv.binding-of-one-of-two',
    title: 'tells a new binding to the server that wrote it and to no other',
    requirements: ['HLF-019', 'HLF-010', 'HLF-015'],
    clause: 'TS 1.0 §5.3.2, E.2',
    // LwM2M 1.1 expresses Queue Mode in another way.
    when: 'multi-server && binding.queue && !lwm2m.1_1',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    const path = `${second.account}/7`;
    t.check('write-accepted', await second.device.write(path, tlv(path, 'UQ')), code('2.04'));
    const update = await second.server.next(UPDATE);
    t.check('location', update, sentTo(second.location));
    t.check('binding', update, parameterIs('b', 'UQ'));
    const unasked = await first.server.next(ANY_REQUEST, t.silenceSpan);
    t.check('nothing-to-the-other', unasked, silence('request'));
    const kept = await t.valueAt(first.device, `${first.account}/7`);
    t.check(
      'other-binding-kept',
      kept,
      satisfies<typeof kept>('U', binding => binding === 'U', 'state.changed'),
    );
  },
);

/** Seconds: short enough to be waited for, and not the same. */
const SHORT_LIFETIME = 20;
const LONG_LIFETIME = 30;

clientPurpose(
  {
    id: 'registration.ti.renew-each-of-two',
    title: 'renews each of its registrations before the lifetime of that one ends',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo([
      { lifetime: SHORT_LIFETIME },
      { lifetime: LONG_LIFETIME },
    ]);
    const [one, other] = await Promise.all([
      first.server.next(RENEWAL, 2 * SHORT_LIFETIME * 1000),
      second.server.next(RENEWAL, 2 * LONG_LIFETIME * 1000),
    ]);
    t.check('first-in-time', one, elapsed(first.register.at, t.withinTolerance(0, SHORT_LIFETIME * 1000)));
    t.check('second-in-time', other, elapsed(second.register.at, t.withinTolerance(0, LONG_LIFETIME * 1000)));
    t.check('first-addressed', one, sentTo(first.location, '/rd'));
    t.check('second-addressed', other, sentTo(second.location, '/rd'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.register-anew-with-one-of-two',
    title: 'registers anew with the server that no longer knows it, and leaves the other alone',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.3.2, §8.2.3',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    first.server.forget();
    t.done(
      await first.device.execute(`${first.account}/8`),
      'the Execute of the Registration Update Trigger',
    );
    const register = await first.server.next(REGISTER);
    t.check('registers-anew', register, arrives('a Register'));
    const unasked = await second.server.next(ANY_REQUEST, t.silenceSpan);
    t.check('nothing-to-the-other', unasked, silence('request'));
    const read = await second.device.read(`${second.account}/1`, ContentFormat.tlv);
    t.check('other-still-served', read, code('2.05'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.disable-one-of-two',
    title: 'de-registers from the server that executes Disable, and goes on serving the other',
    requirements: ['HLF-008', 'HLF-019', 'HLF-042'],
    clause: 'TS 1.0 §5.3.3, E.2',
    when: 'multi-server && resource.1.4',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    t.check('execute-accepted', await first.device.execute(`${first.account}/4`), code('2.04'));
    const deregister = await first.server.next(DEREGISTER);
    t.check('deregisters', deregister, sentTo(first.location));
    t.check('silent', await first.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    const get = { method: METHODS.get, options: pathOptions(`${first.root}/3/0`), within: t.silenceSpan };
    t.check('not-served', await first.device.request(get), notServed());
    const undisturbed = await second.server.next(ANY_REQUEST, 0);
    t.check('nothing-to-the-other', undisturbed, silence('request'));
    const read = await second.device.read(`${second.account}/1`, ContentFormat.tlv);
    t.check('other-still-served', read, code('2.05'));
    t.check('other-updated', await second.device.execute(`${second.account}/8`), code('2.04'));
    t.check('other-update', await second.server.next(UPDATE), sentTo(second.location));
  },
);

/** Seconds. */
const DISABLE_TIMEOUT = 5;

clientPurpose(
  {
    id: 'registration.ti.return-to-one-of-two',
    title: 'registers again with the server that disabled it when its own timeout has passed',
    requirements: ['HLF-008', 'HLF-019', 'HLF-041'],
    clause: 'TS 1.0 E.2',
    when: 'multi-server && resource.1.4 && resource.1.5',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    for (const [{ device, account }, timeout] of [
      [first, DISABLE_TIMEOUT / 5],
      [second, DISABLE_TIMEOUT],
    ] as const) {
      const path = `${account}/5`;
      t.done(await device.write(path, tlv(path, timeout)), 'the Write of the Disable Timeout');
    }
    t.done(await second.device.execute(`${second.account}/4`), 'the Execute of Disable');
    const deregister = await second.server.next(DEREGISTER);
    if (deregister.kind === 'silence') return t.inconclusive('preamble.no-response', 'no De-register came');
    const register = await second.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    const due = t.withinTolerance(DISABLE_TIMEOUT * 1000, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('after-its-timeout', register, elapsed(deregister.message.at, due));
    t.check('nothing-to-the-other', await first.server.next(ANY_REQUEST, 0), silence('request'));
  },
);

clientPurpose(
  {
    id: 'registration.bv.deregister-from-both-on-stop',
    title:
      'de-registers from both servers, at the location that each gave, when it is shut down in an orderly way',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.3, §8.2.3',
    when: 'multi-server && op.deregister',
    needs: ['startWith'],
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    const [one, other] = await Promise.all([
      first.server.next(DEREGISTER),
      second.server.next(DEREGISTER),
      t.sut.stop(true),
    ]);
    t.check('from-the-first', one, sentTo(first.location));
    t.check('from-the-second', other, sentTo(second.location));
  },
);

clientPurpose(
  {
    id: 'registration.bi.serve-third-server',
    title: 'serves no server that it has no account for, while it is registered with two others',
    requirements: ['HLF-031', 'HLF-038'],
    clause: 'TS 1.0 §5.3.1, §8.2.1',
    level: 'should',
    twin: 'registration.bv.register-with-two-servers',
    ...TWO,
  },
  async t => {
    const [first, second] = await t.registeredWithTwo();
    const stranger = (await t.stranger()).operationsOn(first.register);
    const path = `${first.account}/6`;
    const before = await t.valueAt(first.device, path);
    const within = t.silenceSpan;
    const read = { method: METHODS.get, options: pathOptions(`${first.root}/3/0`), within };
    t.check('read-not-served', await stranger.request(read), notServed());
    const trigger = { method: METHODS.post, options: pathOptions(`${first.root}${first.account}/8`), within };
    t.check('execute-not-served', await stranger.request(trigger), notServed());
    t.check('no-update', await first.server.next(UPDATE, within), silence('Update'));
    const { format, payload } = tlv(path, before !== true);
    const options = [...pathOptions(first.root + path), uintOption(OptionNumber.contentFormat, format)];
    const write = { method: METHODS.put, options, payload, within };
    t.check('write-not-served', await stranger.request(write), notServed());
    const after = await t.valueAt(first.device, path);
    t.check(
      'nothing-changed',
      after,
      satisfies<typeof after>('as before', now => now === before, 'state.changed'),
    );
    const served = await second.device.read(`${second.account}/1`, ContentFormat.tlv);
    t.check('others-still-served', served, code('2.05'));
  },
);

const RENEWAL = {
  name: 'an Update or a Register',
  matches: (request: Parameters<typeof UPDATE.matches>[0]) =>
    UPDATE.matches(request) || REGISTER.matches(request),
};

function sentTo(...paths: readonly string[]) {
  return message(
    `a request to ${paths.join(' or ')}`,
    request => ({ pass: paths.includes(pathOf(request)), received: pathOf(request) }),
    'exchange.mismatch',
  );
}

function parameterIs(name: string, wanted: string) {
  return parameter(name, wanted, found => found === wanted);
}

function includes(...paths: readonly string[]) {
  return satisfies<readonly string[]>(paths.join(' and '), list => paths.every(path => list.includes(path)));
}

function excludes(path: RegExp) {
  return satisfies<readonly string[]>('no instance of object 0', list => !list.some(each => path.test(each)));
}
