import {
  acknowledged,
  code,
  equals,
  lateAsAdvice,
  locationPath,
  locationText,
  type ReceivedMessage,
  registerRequest,
  reportsCode,
  reportsNoSuccess,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  text,
  tokenOf,
  withContent,
} from '../../harness/touchstone.ts';

const READ = requestFor('get', '/3/0/0');
const MARGIN_MS = 1000;

/** Milliseconds between two transmissions; endless when one of them is missing. */
function interval(from: ReceivedMessage | undefined, to: ReceivedMessage | undefined): number {
  return from === undefined || to === undefined ? Number.POSITIVE_INFINITY : to.at - from.at;
}

serverPurpose(
  {
    id: 'transport.bv.deduplicate-register',
    title: 'answers a repeated Register as before, and registers once',
    requirements: ['HLF-036', 'HLF-019'],
    // RFC 7252 words what a recipient does with duplicates as SHOULD.
    level: 'should',
    clause: 'RFC 7252 §4.5',
    needs: ['listRegistrations'],
    revision: 2,
  },
  async t => {
    const register = t.device.compose(
      registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0>' }),
    );
    const first = await t.device.exchange(register);
    const second = await t.device.repeat(register);
    t.check('first-answer', first, code('2.01'));
    // A response that came apart is acknowledged already; its request is then acknowledged again, which says no more.
    const apart = first.kind === 'response' && first.message.type !== 'ACK';
    t.check('second-answer', second, apart ? code('2.01', '0.00') : code('2.01'));
    if (second.kind === 'response' && second.message.code === '2.01') {
      t.check('token', second, tokenOf(register));
      const same = satisfies<string[]>('one location', ([one, two]) => one === two, 'exchange.mismatch');
      t.check('same-location', [first, second].map(locationPath).map(locationText), same);
    }
    t.check('location-lives', await t.device.updateAt(locationPath(first)), code('2.04'));
    const names = (await t.sut.endpoints()).filter(name => name === t.endpoint);
    t.reported('one-registration', names.length, equals(1));
  },
);

serverPurpose(
  {
    id: 'transport.ti.retransmit-read',
    title: 'repeats an unanswered Read at doubling intervals and takes an answer to a repetition',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.8',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(3 * ackTimeout * ackRandomFactor + MARGIN_MS);
    const transmissions = t.device.transmissionsOf(request);
    const [first, second, third] = transmissions;
    const within = (factor: number) =>
      t.withinTolerance(factor * ackTimeout, factor * ackTimeout * ackRandomFactor);
    t.check(
      'transmissions',
      transmissions.length,
      satisfies('3', count => count === 3, 'message.missing'),
    );
    t.check('first-interval', interval(first, second), lateAsAdvice(within(1)));
    t.check('second-interval', interval(second, third), lateAsAdvice(within(2)));
    const tokens = new Set(transmissions.map(({ token }) => Buffer.from(token).toString('hex')));
    t.check('one-token', tokens.size, equals(1, 'exchange.mismatch'));
    t.device.piggyback(request, withContent(text('at last')));
    t.reported('value', await answering, reportsValue('/3/0/0', 'at last'));
  },
);

serverPurpose(
  {
    id: 'transport.ti.await-separate-response',
    title: 'does not repeat a request that was acknowledged',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §5.2.2',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    t.device.acknowledge(request);
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(ackTimeout * ackRandomFactor + MARGIN_MS);
    t.check('one-transmission', t.device.transmissionsOf(request).length, equals(1, 'message.unexpected'));
    t.check(
      'acknowledged',
      await t.device.deliver(request, withContent(text('done')), 'CON'),
      acknowledged(),
    );
    // No text says how long a server lets its user wait for an answer that is still to come.
    t.reported('value', await answering, reportsValue('/3/0/0', 'done'), { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'transport.bv.accept-reset-of-request',
    title: 'shows no success when a device rejects a request, does not repeat it, and goes on',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    t.device.reject(request);
    t.reported('no-success', await answering, reportsNoSuccess());
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(ackTimeout * ackRandomFactor + MARGIN_MS);
    t.check('one-transmission', t.device.transmissionsOf(request).length, equals(1, 'message.unexpected'));
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsCode('2.05'));
  },
);
