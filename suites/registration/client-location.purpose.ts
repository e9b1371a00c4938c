import {
  arrives,
  type ClientContext,
  clientPurpose,
  code,
  confirmable,
  DEREGISTER,
  emptyPayload,
  message,
  noContentFormat,
  OptionNumber,
  query,
  REGISTER,
  type ReceivedMessage,
  UPDATE,
} from '../../harness/touchstone.ts';

const bytesOf = (segment: string): Uint8Array => Buffer.from(segment, 'utf8');

/** Preamble: registered at a location of exactly these segments, and made to send an Update. */
async function registeredAt(t: ClientContext, segments: readonly string[]) {
  const options = segments.map(segment => ({ number: OptionNumber.locationPath, value: bytesOf(segment) }));
  t.server.answer(REGISTER, { code: '2.01', options }, Number.POSITIVE_INFINITY);
  t.server.answer(UPDATE, { code: '2.04' }, Number.POSITIVE_INFINITY);
  t.server.answer(DEREGISTER, { code: '2.02' }, Number.POSITIVE_INFINITY);
  await t.start();
  const register = await t.server.next(REGISTER);
  if (register.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
  await t.settled();
  const device = t.server.operationsOn(register.message);
  await t.provokeUpdate({ device, account: '/1/0' });
  return t.server.next(UPDATE);
}

/** Segment by segment, byte by byte: a location is the server's, and nothing that a client could know better. */
function atExactly(segments: readonly string[]) {
  const shown = (of: readonly string[]): string => of.map(segment => JSON.stringify(segment)).join(' ');
  const pathOptions = ({ options }: ReceivedMessage): readonly string[] =>
    options
      .filter(({ number }) => number === OptionNumber.uriPath)
      .map(({ value }) => Buffer.from(value).toString('utf8'));
  return message(
    `the segments ${shown(segments)}`,
    request => ({
      pass: shown(pathOptions(request)) === shown(segments),
      received: shown(pathOptions(request)),
    }),
    'exchange.mismatch',
  );
}

const LOCATIONS = [
  ['of-several-segments', ['rd', 'eu', 'devices', '5a3f'], 'of several segments'],
  ['with-percent-sign', ['rd', 'a%2Fb%41'], 'with percent signs, which mean themselves in an option'],
  ['with-reserved-characters', ['rd', 'a/b?c=d&e'], 'with characters that mean something in a URI'],
  ['that-is-long', ['rd', 'x'.repeat(120), 'y'.repeat(120)], 'that is long'],
] as const;

for (const [words, segments, what] of LOCATIONS) {
  clientPurpose(
    {
      id: `registration.bv.location-${words}`,
      title: `sends its Update to a location ${what}, exactly as its server gave it`,
      requirements: ['HLF-019', 'HLF-037'],
      clause: 'TS 1.0 §5.3.1, §8.2.3, RFC 7252 §5.10.1, §5.10.7',
    },
    async t => {
      const update = await registeredAt(t, segments);
      t.check('update', update, arrives(UPDATE.name));
      t.check('location', update, atExactly(segments));
    },
  );
}

clientPurpose(
  {
    id: 'registration.bv.deregister-at-location',
    title: 'de-registers at the location that its server gave it, whatever that looks like',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.3, §8.2.3',
    when: 'op.deregister',
  },
  async t => {
    const segments = ['rd', 'eu', 'a%2Fb'];
    await registeredAt(t, segments);
    const [deregister] = await Promise.all([t.server.next(DEREGISTER), t.sut.stop(true)]);
    t.check('location', deregister, atExactly(segments));
  },
);

clientPurpose(
  {
    id: 'registration.bv.deregister-form',
    title: 'de-registers by a confirmable DELETE without parameters and content',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.3, §8.2.3',
    when: 'op.deregister',
  },
  async t => {
    await t.registered();
    const [deregister] = await Promise.all([t.server.next(DEREGISTER), t.sut.stop(true)]);
    t.check('confirmable', deregister, confirmable());
    t.check('no-query', deregister, query());
    t.check('no-payload', deregister, emptyPayload());
  },
);

clientPurpose(
  {
    id: 'registration.bv.update-form',
    title: 'sends an Update that repeats nothing as a confirmable POST without content',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, §8.2.3',
  },
  async t => {
    const registered = await t.registered();
    await t.provokeUpdate(registered);
    const update = await t.server.next(UPDATE);
    t.check('confirmable', update, confirmable());
    // A list that has not changed need not be sent, and may be.
    const isEmpty = update.kind !== 'silence' && update.message.payload.length === 0;
    if (isEmpty) t.check('no-content-format', update, noContentFormat(), { level: 'should' });
    const { device } = registered;
    const get = { method: '0.01', options: device.path('/3/0/0') } as const;
    t.check('still-served', await device.request(get), code('2.05'));
  },
);
