import {
  ANY_REQUEST,
  arrives,
  ContentFormat,
  clientPurpose,
  code,
  METHODS,
  notServed,
  parameter,
  REGISTER,
  silence,
  UPDATE,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'registration.bv.act-as-registered',
    title: 'serves its server and sends it Updates once its Register is accepted',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1, §5.3.2',
    ets: ['LightweightM2M-1.0-int-101'],
  },
  async t => {
    const registered = await t.registered();
    const read = await registered.device.read('/3/0', ContentFormat.tlv);
    t.check('read-served', read, code('2.05'));
    await t.provokeUpdate(registered);
    t.check('update', await t.server.next(UPDATE), arrives(UPDATE.name));
  },
);

const REFUSALS = [
  ['bad-request', { code: '4.00' }, 'bad'],
  ['version-not-supported', { code: '4.12' }, 'of a version that the server does not have'],
  ['unavailable', { code: '5.03' }, 'untimely'],
  ['unanswered', null, 'not even worth an answer'],
] as const;

for (const [words, reply, what] of REFUSALS) {
  clientPurpose(
    {
      id: `registration.bi.register-${words}`,
      title: `does not act as registered when its Register is ${what}`,
      requirements: ['HLF-019', 'HLF-037', 'HLF-031'],
      clause: 'TS 1.0 §5.3.1, §8.2.3',
      twin: 'registration.bv.act-as-registered',
    },
    async t => {
      t.server.answer(REGISTER, reply, Number.POSITIVE_INFINITY);
      await t.start();
      const register = await t.server.next(REGISTER);
      if (register.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
      await t.settled();
      const device = t.server.operationsOn(register.message);
      const get = { method: METHODS.get, options: device.path('/3/0'), within: t.silenceSpan };
      t.check('read-not-served', await device.request(get), notServed());
      t.check('no-update', await t.server.next(UPDATE, t.silenceSpan), silence('Update'));
    },
  );
}

clientPurpose(
  {
    id: 'registration.ti.register-again-after-refusal',
    title: 'registers again when its server was not available, but not at once',
    level: 'should',
    requirements: ['HLF-019', 'HLF-037', 'HLF-036'],
    clause: 'TS 1.0 §5.3.1, §8.2.3',
  },
  async t => {
    t.server.answer(REGISTER, { code: '5.03' });
    await t.start();
    const refused = await t.server.next(REGISTER);
    if (refused.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    t.check('not-at-once', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    const register = await t.server.next(REGISTER);
    t.check('registers-again', register, arrives(REGISTER.name));
    t.check(
      'same-endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    if (register.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn(register.message);
    t.check('served', await device.read('/3/0', ContentFormat.tlv), code('2.05'));
  },
);

/** Seconds. */
const SHORT_LIFETIME = 20;

clientPurpose(
  {
    id: 'registration.bv.recover-from-refused-update',
    title: 'comes back to its server when that was not available for an Update',
    level: 'should',
    requirements: ['HLF-019', 'HLF-037', 'HLF-036'],
    clause: 'TS 1.0 §5.3.2, §8.2.3',
  },
  async t => {
    await t.registered({ lifetime: SHORT_LIFETIME });
    t.server.answer(UPDATE, { code: '5.03' });
    const refused = await t.server.next(UPDATE);
    if (refused.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Update came');
    const next = await t.server.next(ANY_REQUEST);
    t.check('comes-back', next, arrives('an Update or a Register'));
    if (next.kind === 'silence') return;
    await t.settled();
    const device = t.server.operationsOn(next.message);
    const get = { method: METHODS.get, options: device.path('/3/0/0') };
    t.check('served', await device.request(get), code('2.05'));
  },
);
