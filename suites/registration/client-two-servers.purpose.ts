import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  noParameter,
  notServed,
  OptionNumber,
  objectList,
  objectRoot,
  optionalParameter,
  pathOptions,
  REGISTER,
  satisfies,
  silence,
  tlv,
  UPDATE,
  uintOption,
} from '../../harness/touchstone.ts';
import { parameterIs, sentTo } from './addressed-request.ts';

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
    const served = await second.device.read(`${second.account}/1`, ContentFormat.tlv);
    t.check('others-still-served', served, code('2.05'));
    const after = await t.valueAt(first.device, path);
    t.check(
      'nothing-changed',
      after,
      satisfies<typeof after>('as before', now => now === before, 'state.changed'),
    );
  },
);

function includes(...paths: readonly string[]) {
  return satisfies<readonly string[]>(paths.join(' and '), list => paths.every(path => list.includes(path)));
}

function excludes(path: RegExp) {
  return satisfies<readonly string[]>('no instance of object 0', list => !list.some(each => path.test(each)));
}
