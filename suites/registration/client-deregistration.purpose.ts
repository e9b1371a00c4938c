import {
  ANY_REQUEST,
  arrives,
  clientPurpose,
  code,
  comesAfter,
  DEREGISTER,
  elapsed,
  METHODS,
  message,
  notServed,
  parameter,
  pathOf,
  REGISTER,
  silence,
  tlv,
} from '../../harness/touchstone.ts';

clientPurpose(
  {
    id: 'registration.bv.deregister-on-disable',
    title: 'de-registers and falls silent when the server executes Disable',
    requirements: ['HLF-008', 'HLF-019'],
    clause: 'TS 1.0 §5.3.3, E.2',
    ets: ['LightweightM2M-1.0-int-103', 'LightweightM2M-1.0-int-555', 'LightweightM2M-1.1-int-103'],
    when: 'resource.1.4',
    revision: 3,
  },
  async t => {
    const { device, account, location } = await t.registered();
    const executed = await device.execute(`${account}/4`);
    t.check('execute-accepted', executed, code('2.04'));
    const deregister = await t.server.next(DEREGISTER);
    t.check('deregisters', deregister, arrives('a De-register'));
    t.check('location', deregister, sentTo(location));
    t.check('answered-before', deregister, comesAfter('the answer to the Execute', executed));
    t.check('silent', await t.server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    // A client that associates anew first answers the Read when that comes again.
    const get = { method: METHODS.get, options: device.path('/3/0'), within: t.handshakeSpan };
    t.check('read-not-served', await device.request(get), notServed());
  },
);

/** Seconds. */
const DISABLE_TIMEOUT = 5;

clientPurpose(
  {
    id: 'registration.ti.register-after-disable-timeout',
    title: 'registers again when the Disable Timeout has passed, and not before',
    requirements: ['HLF-008', 'HLF-019'],
    clause: 'TS 1.0 E.2',
    ets: ['LightweightM2M-1.0-int-103', 'LightweightM2M-1.0-int-555'],
    when: 'resource.1.4 && resource.1.5',
  },
  async t => {
    const { device, account } = await t.registered();
    const timeout = `${account}/5`;
    t.done(await device.write(timeout, tlv(timeout, DISABLE_TIMEOUT)), 'the Write of the Disable Timeout');
    t.done(await device.execute(`${account}/4`), 'the Execute of Disable');
    const deregister = await t.server.next(DEREGISTER);
    if (deregister.kind === 'silence') return t.inconclusive('preamble.no-response', 'no De-register came');
    const { at } = deregister.message;
    const register = await t.server.next(REGISTER, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('registers-again', register, arrives('a Register'));
    const due = t.withinTolerance(DISABLE_TIMEOUT * 1000, DISABLE_TIMEOUT * 1000 + t.patience);
    t.check('after-the-timeout', register, elapsed(at, due));
    t.check(
      'same-endpoint-name',
      register,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
  },
);

clientPurpose(
  {
    id: 'registration.bv.deregister-on-stop',
    title: 'de-registers when it is shut down in an orderly way',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.3, §8.2.3',
    when: 'op.deregister',
  },
  async t => {
    const { location } = await t.registered();
    const [deregister] = await Promise.all([t.server.next(DEREGISTER), t.sut.stop(true)]);
    t.check('deregisters', deregister, arrives('a De-register'));
    t.check('location', deregister, sentTo(location));
    const after = await t.server.next(ANY_REQUEST, t.silenceSpan);
    t.check('nothing-afterwards', after, silence('request'));
  },
);

function sentTo(location: string) {
  return message(
    `a request to ${location}`,
    request => ({ pass: pathOf(request) === location, received: pathOf(request) }),
    'exchange.mismatch',
  );
}
