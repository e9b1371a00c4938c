import {
  ANY_REQUEST,
  arrives,
  BOOTSTRAP_REQUEST,
  clientPurpose,
  confirmable,
  elapsed,
  emptyPayload,
  message,
  optionalParameter,
  parameter,
  queryOf,
  REGISTER,
  silence,
} from '../../harness/touchstone.ts';

const ASKING = { when: 'bootstrap.client-initiated', needs: ['startWith'] } as const;

clientPurpose(
  {
    id: 'bootstrap.bv.ask-for-bootstrap',
    title: 'asks its bootstrap server for a bootstrap, by its endpoint name, when it has no other account',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    ets: ['LightweightM2M-1.0-int-0', 'LightweightM2M-1.1-int-0'],
    ...ASKING,
  },
  async t => {
    const server = await t.bootstrapServer();
    await t.startWith([], { serverUri: server.uri, holdOff: 0 });
    const request = await server.next(BOOTSTRAP_REQUEST);
    t.check('request', request, arrives(BOOTSTRAP_REQUEST.name));
    t.check('confirmable', request, confirmable());
    t.check(
      'endpoint-name',
      request,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
    t.check('preferred-format', request, optionalParameter('pct', 'a number', isNumber));
    t.check('no-payload', request, emptyPayload(), { level: 'should' });
    const known = message(
      'no parameters but ep and pct',
      received => ({
        pass: queryOf(received).every(item => /^(ep|pct)=/.test(item)),
        received: queryOf(received).join('&'),
      }),
      'parameter.unexpected',
    );
    t.check('nothing-of-a-register', request, known, { level: 'should' });
    t.check('asks-once', await server.next(ANY_REQUEST, t.silenceSpan), silence('further request'));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.same-name-on-both-interfaces',
    title: 'has the same endpoint name in its Bootstrap-Request and in the Register that follows',
    requirements: ['HLF-001', 'HLF-019'],
    clause: 'TS 1.0 §5.2, §5.3.1, §6.1',
    ets: ['LightweightM2M-1.0-int-0', 'LightweightM2M-1.0-int-101'],
    ...ASKING,
  },
  async t => {
    const { request, bootstrap } = await t.bootstrapping();
    await t.handedOut(bootstrap, t.account());
    t.done(await bootstrap.finish(), 'the Bootstrap-Finish');
    const [name = ''] = queryOf(request).filter(item => item.startsWith('ep='));
    const register = await t.server.next(REGISTER);
    t.check(
      'endpoint-name',
      register,
      parameter('ep', name.slice(3), ep => `ep=${ep}` === name),
    );
  },
);

clientPurpose(
  {
    id: 'bootstrap.bv.register-with-factory-account',
    title: 'registers with the server of its factory account, and asks for no bootstrap',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2.1, §5.2.2 (bootstrap sequence)',
    ets: ['LightweightM2M-1.1-int-6'],
    ...ASKING,
  },
  async t => {
    const bootstrapServer = await t.bootstrapServer();
    const { serverUri, shortServerId, lifetime, binding } = t.account();
    await t.startWith([{ serverUri, shortServerId, lifetime, binding }], {
      serverUri: bootstrapServer.uri,
      holdOff: 0,
    });
    t.check('registers', await t.server.next(REGISTER), arrives(REGISTER.name));
    const asked = await bootstrapServer.next(BOOTSTRAP_REQUEST, t.silenceSpan);
    t.check('asks-for-nothing', asked, silence('Bootstrap-Request'));
  },
);

/** Seconds: longer than any start takes, and short enough to be waited for. */
const HOLD_OFF = 6;

clientPurpose(
  {
    id: 'bootstrap.ti.hold-off',
    title: 'holds its Bootstrap-Request back for the hold off time of its bootstrap account',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2.2, E.1 (resource 11)',
    ...ASKING,
    when: 'bootstrap.client-initiated && resource.0.11',
    revision: 2,
  },
  async t => {
    const server = await t.bootstrapServer();
    const before = t.clock.now();
    await t.startWith([], { serverUri: server.uri, holdOff: HOLD_OFF });
    const request = await server.next(BOOTSTRAP_REQUEST, HOLD_OFF * 1000 + t.patience);
    t.check('request', request, arrives(BOOTSTRAP_REQUEST.name));
    const due = t.withinTolerance(HOLD_OFF * 1000, HOLD_OFF * 1000 + t.patience);
    t.check('held-back', request, elapsed(before, due));
  },
);

clientPurpose(
  {
    id: 'bootstrap.bi.refused-request',
    title: 'does not ask again at once when its Bootstrap-Request is refused, and asks again later',
    level: 'should',
    requirements: ['HLF-019', 'HLF-036'],
    clause: 'TS 1.0 §5.2, §8.2.2',
    twin: 'bootstrap.bv.ask-for-bootstrap',
    ...ASKING,
  },
  async t => {
    const server = await t.bootstrapServer();
    server.answer(BOOTSTRAP_REQUEST, { code: '4.00' });
    await t.startWith([], { serverUri: server.uri, holdOff: 0 });
    const refused = await server.next(BOOTSTRAP_REQUEST);
    if (refused.kind === 'silence') return t.inconclusive('preamble.no-response', 'no request came');
    t.check('not-at-once', await server.next(ANY_REQUEST, t.silenceSpan), silence('request'));
    const again = await server.next(BOOTSTRAP_REQUEST, t.patience);
    t.check(
      'same-endpoint-name',
      again,
      parameter('ep', t.endpoint, ep => ep === t.endpoint),
    );
  },
);

function isNumber(value: string): boolean {
  return /^\d{1,5}$/.test(value);
}
