import {
  ANY_REQUEST,
  arrives,
  code,
  equals,
  type ReceivedMessage,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  silence,
  text,
  withContent,
} from '../../harness/touchstone.ts';

const PATHS = ['/3/0/0', '/3/0/1', '/3/0/2'] as const;
const QUEUE = 'binding.queue';
type Location = Awaited<ReturnType<ServerContext['registeredBy']>>;

/** Preamble: a device registers in queue mode, for longer than any of these purposes takes. */
function registeredInQueueMode(t: ServerContext): Promise<Location> {
  const parameters = { lt: '86400' };
  const query =
    t.lwm2m === '1.0'
      ? t.registerParameters({ ...parameters, b: 'UQ' })
      : [...t.registerParameters(parameters), 'Q'];
  return t.registeredBy({ query, links: '</1/0>,</3/0>' });
}

/**
 * Preamble: the same, and a moment more. What a server knows of a device may follow its 2.01, and its user hears of the device
 * after that: no user asks for anything in the instant of the answer. What the server asks of its own accord is answered.
 */
async function knownInQueueMode(t: ServerContext): Promise<void> {
  const read = requestFor('get', PATHS[0]);
  const other = { name: 'another request', matches: (one: ReceivedMessage) => !read.matches(one) };
  t.device.answer(other, { code: '4.04' }, Number.POSITIVE_INFINITY);
  await registeredInQueueMode(t);
  await t.clock.wait(t.silenceSpan);
}

/** Longer than a device listens after it was heard of (MAX_TRANSMIT_WAIT), by a second. */
async function untilAsleep(t: ServerContext): Promise<void> {
  await t.clock.wait(t.parameters.maxTransmitWait + 1_000);
  t.device.disregardPast();
}

/**
 * What the server tells its user, or that it tells nothing: one that never sends a request may wait for ever, and one that
 * holds nothing back may refuse to be asked.
 */
function told<Answer>(
  t: ServerContext,
  answering: Promise<Answer>,
): Promise<Answer | { readonly code: null }> {
  const asked = answering.catch(() => ({ code: null }));
  return Promise.race([asked, t.clock.wait(t.patience).then(() => ({ code: null }))]);
}

/** What the server says about requests while their device sleeps. */
interface Asked {
  /** Whether it has told its user of each already what became of it, so that it holds nothing back any more. */
  concluded(): boolean;
}

function asked(answering: readonly Promise<unknown>[]): Asked {
  let open = answering.length;
  const conclude = (): void => {
    open -= 1;
  };
  for (const each of answering) each.then(conclude, conclude);
  return { concluded: () => open === 0 };
}

/** How long is waited for what was held back, once the device is awake: of what is concluded no more than a moment. */
function patienceFor(t: ServerContext, { concluded }: Asked): number {
  return concluded() ? t.silenceSpan : t.patience;
}

function pathsOf(requests: readonly ReceivedMessage[]): string {
  const named = PATHS.flatMap(path =>
    requests.filter(requestFor('get', path).matches).map(at => ({ path, at })),
  );
  return named
    .toSorted((one, other) => requests.indexOf(one.at) - requests.indexOf(other.at))
    .map(({ path }) => path)
    .join(' ');
}

serverPurpose(
  {
    id: 'power.bv.send-to-device-that-listens',
    title: 'sends a request at once to a device in queue mode that has just registered',
    requirements: ['HLF-015', 'HLF-036'],
    clause: 'TS 1.0 §8.3; TS 1.1 Transport §6.5',
    ets: ['LightweightM2M-1.1-int-108'],
    when: QUEUE,
    needs: ['read'],
  },
  async t => {
    await knownInQueueMode(t);
    t.device.answer(requestFor('get', PATHS[0]), withContent(text('Acme')));
    const { request, answer } = await t.stimulate(requestFor('get', PATHS[0]), () => t.sut.read(PATHS[0]));
    t.check('request', request, arrives('a Read (GET /3/0/0)'));
    t.reported('value', answer, reportsValue(PATHS[0], 'Acme'));
  },
);

serverPurpose(
  {
    id: 'power.ti.hold-request-for-sleeping-device',
    title:
      'sends nothing to a device that sleeps, and what it has held back as soon as the device is heard of',
    requirements: ['HLF-015', 'HLF-036'],
    clause: 'TS 1.0 §8.3; TS 1.1 Transport §6.5',
    ets: ['LightweightM2M-1.1-int-109'],
    when: QUEUE,
    needs: ['read'],
    revision: 2,
  },
  async t => {
    const location = await registeredInQueueMode(t);
    await untilAsleep(t);
    t.device.answer(requestFor('get', PATHS[0]), withContent(text('Acme')));
    const answering = t.sut.read(PATHS[0]);
    const read = asked([answering]);
    const early = await t.device.next(ANY_REQUEST, t.silenceSpan);
    t.check('silence', early, silence('request to a device that sleeps'));
    const patience = patienceFor(t, read);
    t.check('update', await t.device.updateAt(location), code('2.04'));
    const held = await t.device.next(requestFor('get', PATHS[0]), patience);
    if (!t.check('held-request', held, arrives('a Read (GET /3/0/0)'))) return;
    const answer = await told(t, answering);
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue(PATHS[0], 'Acme'));
  },
);

serverPurpose(
  {
    id: 'power.bv.send-held-requests-in-order',
    title: 'sends what it has held back in the order in which it was asked, one request at a time',
    requirements: ['HLF-015', 'HLF-036'],
    clause: 'TS 1.0 §8.3; TS 1.1 Transport §6.5; RFC 7252 §4.7',
    when: QUEUE,
    needs: ['read'],
    revision: 2,
  },
  async t => {
    const location = await registeredInQueueMode(t);
    await untilAsleep(t);
    const [first] = PATHS;
    t.device.answer(requestFor('get', first), null);
    for (const path of PATHS.slice(1)) t.device.answer(requestFor('get', path), withContent(text('Acme')));
    const answering = PATHS.map(path => t.sut.read(path));
    const reads = asked(answering);
    // Until every one of them has been handed over.
    await t.clock.wait(t.silenceSpan);
    const patience = patienceFor(t, reads);
    await t.device.updateAt(location);
    const request = await t.device.next(requestFor('get', first), patience);
    if (!t.check('first', request, arrives('a Read (GET /3/0/0)'))) return;
    await t.clock.wait(t.parameters.ackTimeout / 2);
    const others = pathsOf(t.device.received.filter(message => !requestFor('get', first).matches(message)));
    t.check('one-at-a-time', others, equals('', 'message.unexpected'));
    if (request.kind === 'arrived') t.device.piggyback(request.message, withContent(text('Acme')));
    const answers = await Promise.all(answering.map(each => told(t, each)));
    const sent = pathsOf(t.device.received.filter(({ duplicate }) => !duplicate));
    t.check('order', sent, equals(PATHS.join(' '), 'message.unexpected'));
    const all = satisfies<readonly (string | null)[]>('2.05 three times', codes =>
      codes.every(one => one === '2.05'),
    );
    t.reported(
      'codes',
      answers.map(answer => answer.code),
      all,
    );
  },
);

serverPurpose(
  {
    id: 'power.bv.wake-by-new-registration',
    title: 'serves a sleeping device as soon as it registers anew',
    requirements: ['HLF-015', 'HLF-019'],
    clause: 'TS 1.0 §5.3.1, §8.3; TS 1.1 Transport §6.5',
    when: QUEUE,
    needs: ['read'],
  },
  async t => {
    await knownInQueueMode(t);
    await untilAsleep(t);
    await knownInQueueMode(t);
    t.device.answer(requestFor('get', PATHS[0]), withContent(text('Acme')));
    const { request, answer } = await t.stimulate(requestFor('get', PATHS[0]), () => t.sut.read(PATHS[0]));
    t.check('request', request, arrives('a Read (GET /3/0/0)'));
    t.reported('code', answer, reportsCode('2.05'));
  },
);
