import {
  type ClientContext,
  ContentFormat,
  clientPurpose,
  elapsed,
  lateAsAdvice,
  message,
  noParameter,
  parameter,
  queryOf,
  REGISTER,
  type ReceivedMessage,
  silence,
  tlv,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'registration.bv.register-1-1',
    title: 'registers with the version, the binding and the object versions of LwM2M 1.1',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.1 §6.2.1, §7.2.2',
    ets: ['LightweightM2M-1.1-int-101'],
    when: 'lwm2m.1_1',
  },
  async t => {
    const { register } = await t.registered();
    const subject = { kind: 'arrived', message: register } as const;
    t.check(
      'version',
      subject,
      parameter('lwm2m', '1.1', version => version === '1.1'),
    );
    const letters = parameter('b', 'U and other transports, without Q', of =>
      /^(?!.*(.).*\1)[UTSN]+$/.test(of),
    );
    if (queryOf(register).some(item => item.startsWith('b='))) t.check('binding', subject, letters);
    t.check('no-queue', subject, noParameter('Q'));
    const quoted = message(
      'object versions as digits with a dot',
      ({ payload }) => {
        const text = Buffer.from(payload).toString('utf8');
        const versions = [...text.matchAll(/;ver=([^;,]*)/g)].map(([, version = '']) => version);
        return {
          pass: versions.every(of => /^"?\d\.\d"?$/.test(of)),
          received: versions.join(', ') || 'none',
        };
      },
      'payload.unexpected',
    );
    t.check('object-versions', subject, quoted);
  },
);

clientPurpose(
  {
    id: 'registration.bv.queue-flag',
    title: 'asks for Queue Mode by a parameter of its own, which has no value',
    requirements: ['HLF-015', 'HLF-019'],
    clause: 'TS 1.1 §6.2.1',
    ets: ['LightweightM2M-1.1-int-108'],
    when: 'lwm2m.1_1 && binding.queue',
  },
  async t => {
    const { register } = await t.registered({ binding: 'UQ' });
    const subject = { kind: 'arrived', message: register } as const;
    const flag = message(
      'the parameter Q, without a value',
      of => ({ pass: queryOf(of).includes('Q'), received: queryOf(of).join('&') }),
      'parameter.missing',
    );
    t.check('flag', subject, flag);
    if (queryOf(register).some(item => item.startsWith('b='))) {
      t.check(
        'binding',
        subject,
        parameter('b', 'no Q among the transports', of => !of.includes('Q')),
      );
    }
  },
);

clientPurpose(
  {
    id: 'registration.ti.retry-doubles',
    title: 'doubles the pause before each attempt to register that follows a refused one',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.1 §6.2.1.2, E.2 (resources 17, 18)',
    when: 'resource.1.17 && resource.1.18',
    needs: ['restart'],
  },
  async t => {
    await configured(t, { 17: 4, 18: 2 });
    t.server.answer(REGISTER, { code: '5.03' }, 3);
    await t.sut.restart();
    await judgePauses(t, { 'first-pause': 2_000, 'second-pause': 4_000, 'third-pause': 8_000 });
  },
);

clientPurpose(
  {
    id: 'registration.ti.retry-sequence',
    title: 'waits for the sequence delay once its attempts to register are used up, and begins anew',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.1 §6.2.1.2, E.2 (resources 17 to 20)',
    when: 'resource.1.17 && resource.1.18 && resource.1.19 && resource.1.20',
    needs: ['restart'],
  },
  async t => {
    await configured(t, { 17: 2, 18: 1, 19: 6, 20: 2 });
    t.server.answer(REGISTER, { code: '5.03' }, 3);
    await t.sut.restart();
    await judgePauses(t, {
      'within-sequence': 1_000,
      'between-sequences': 6_000,
      'within-next-sequence': 1_000,
    });
  },
);

clientPurpose(
  {
    id: 'registration.ti.initial-delay',
    title: 'waits for the initial delay before it registers',
    requirements: ['HLF-019'],
    clause: 'TS 1.1 §6.2.1.2, E.2 (resource 14)',
    when: 'resource.1.14',
    needs: ['restart'],
  },
  async t => {
    await configured(t, { 14: 4 });
    const began = t.clock.now();
    await t.sut.restart();
    const register = await t.server.next(REGISTER);
    t.check(
      'after-the-delay',
      register,
      elapsed(began, lateAsAdvice(t.withinTolerance(4_000, 4_000 + t.silenceSpan))),
    );
  },
);

clientPurpose(
  {
    id: 'registration.ti.retry-count',
    title: 'makes no more attempts to register in one sequence than it is allowed',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.1 §6.2.1.2, E.2 (resources 17, 19)',
    when: 'resource.1.17 && resource.1.18 && resource.1.19 && resource.1.20',
    needs: ['restart'],
  },
  async t => {
    await configured(t, { 17: 2, 18: 1, 19: 3600, 20: 1 });
    t.server.answer(REGISTER, { code: '5.03' }, 9);
    await t.sut.restart();
    await attempt(t);
    await attempt(t);
    t.check('no-third-attempt', await t.server.next(REGISTER, 5 * t.silenceSpan), silence('Register'));
  },
);

/** Preamble: resources of its account are set, and kept over a restart. @throws Inconclusive when they cannot be written. */
async function configured(t: ClientContext, resources: Readonly<Record<number, number>>): Promise<void> {
  const { device, account } = await t.registered();
  for (const [id, value] of Object.entries(resources)) {
    const path = `${account}/${id}`;
    t.done(await device.write(path, tlv(path, value, t.definitions)), `the Write on ${path}`);
    if ((await device.read(path, ContentFormat.tlv)).kind !== 'response') {
      t.inconclusive('preamble.no-response', `no answer to a Read of ${path}`);
    }
  }
  t.server.disregardPast();
}

/** The pauses between attempts to register, milliseconds by check. @throws Inconclusive when it gives up before the last. */
async function judgePauses(t: ClientContext, pauses: Readonly<Record<string, number>>): Promise<void> {
  let before = await attempt(t);
  for (const [words, pause] of Object.entries(pauses)) {
    const next = await t.server.next(REGISTER);
    const due = lateAsAdvice(t.withinTolerance(pause, pause + t.silenceSpan));
    // That another attempt must follow, no text says outright.
    t.check(words, next, elapsed(before.at, due), next.kind === 'silence' ? { level: 'should' } : {});
    if (next.kind === 'silence')
      t.inconclusive('preamble.not-registered', 'it does not go on trying to register');
    before = next.message;
  }
}

/** Preamble: it tries to register. @throws Inconclusive when it does not. */
async function attempt(t: ClientContext): Promise<ReceivedMessage> {
  const register = await t.server.next(REGISTER);
  if (register.kind === 'silence')
    t.inconclusive('preamble.not-registered', 'no, or no further, attempt to register came');
  return register.message;
}
