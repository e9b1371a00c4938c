import {
  bytes,
  ContentFormat,
  clientError,
  code,
  type Expectation,
  lists,
  locationUnder,
  METHODS,
  noLocation,
  type Outcome,
  pathOptions,
  type Request,
  registerRequest,
  type ServerContext,
  satisfies,
  serverPurpose,
  shown,
} from '../../harness/touchstone.ts';

const OBJECTS = '</1/0>,</3/0>';

/** The server refuses a Register in the way expected and registers nothing by it. */
async function refuses(t: ServerContext, register: Request, response: Expectation<Outcome>): Promise<void> {
  const before = (await t.sut.endpoints()).join(', ');
  const outcome = await t.device.request(register);
  t.check('response-code', outcome, response);
  t.check('no-location', outcome, noLocation());
  const unchanged = satisfies<string>(before || 'no registration', now => now === before, 'state.changed');
  t.reported('nothing-registered', (await t.sut.endpoints()).join(', '), unchanged);
}

/** The server refuses a Register without a name and registers nothing, or takes it for that of who has associated. */
async function registersNobodyElse(t: ServerContext, register: Request): Promise<void> {
  const outcome = await t.device.request(register);
  t.check('response-code', outcome, code('2.01', '4.00', '4.03'));
  const isAccepted = outcome.kind === 'response' && outcome.message.code === '2.01';
  if (!isAccepted) t.check('no-location', outcome, noLocation());
  const there = isAccepted ? t.endpoint : '';
  const expected = satisfies<string>(there || 'no registration', now => now === there, 'state.changed');
  t.reported('nothing-registered', (await t.sut.endpoints()).join(', '), expected);
}

serverPurpose(
  {
    id: 'registration.bv.accept-register',
    title: 'accepts a Register and shows the device with its lifetime and objects',
    requirements: ['HLF-019', 'HLF-001', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1',
    ets: ['LightweightM2M-1.0-int-101'],
    needs: ['listRegistrations'],
  },
  async t => {
    const outcome = await t.device.registerBy({
      query: t.registerParameters({ lt: '3600' }),
      links: OBJECTS,
    });
    t.check('response-code', outcome, code('2.01'));
    t.check('location', outcome, locationUnder('/rd'));
    const device = await t.sut.registration();
    t.reported('endpoint', device, shown('endpoint', t.endpoint));
    t.reported('lifetime', device, shown('lifetime', 3600));
    t.reported('version', device, shown('lwm2m', t.lwm2m));
    t.reported('binding', device, shown('binding', 'U'));
    t.reported('server-object', device, lists('/1/0'));
    t.reported('device-object', device, lists('/3/0'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-register-without-endpoint',
    title:
      'answers 4.00 to a Register without endpoint name, unless in 1.1 the security identity stands for it',
    requirements: ['HLF-019', 'HLF-001'],
    clause: 'TS 1.0 §5.3.1; TS 1.1 §6.2.1',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const register = registerRequest({ query: t.registerParameters({ ep: null }), links: OBJECTS });
    if (t.lwm2m === '1.0') return refuses(t, register, code('4.00'));
    // From 1.1 on a missing name stands for the security identity, and without security there is none.
    if (t.credentialsOf() === 'nosec') return refuses(t, register, code('4.00', '4.03'));
    await registersNobodyElse(t, register);
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-register-of-unsupported-version',
    title: 'answers 4.12 to a Register of an LwM2M version that nobody supports',
    requirements: ['HLF-019', 'HLF-014'],
    clause: 'TS 1.0 §5.3.1',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const register = registerRequest({ query: t.registerParameters({ lwm2m: '9.9' }), links: OBJECTS });
    await refuses(t, register, code('4.12'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-register-with-malformed-links',
    title: 'answers 4.00 to a Register whose object list is not link format',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.3.1, RFC 6690 §2',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const register = registerRequest({ query: t.registerParameters(), links: '</1/0>,</3/0' });
    await refuses(t, { ...register, malformed: true }, code('4.00'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-register-with-textual-lifetime',
    title: 'answers 4.00 to a Register whose lifetime is not a number',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const register = registerRequest({ query: t.registerParameters({ lt: 'soon' }), links: OBJECTS });
    await refuses(t, register, code('4.00'));
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-register-of-other-format',
    title: 'refuses an object list that is not announced as link format',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.3.1, RFC 7252 §5.10.3',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const { format, payload } = bytes(ContentFormat.opaque, '00 01 02');
    const register = registerRequest({ query: t.registerParameters(), links: '', format });
    await refuses(t, { ...register, payload }, clientError());
  },
);

serverPurpose(
  {
    id: 'registration.bi.refuse-other-methods-on-registration-resource',
    title: 'refuses GET, PUT and DELETE of the registration resource',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.3, RFC 7252 §5.8',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const before = (await t.sut.endpoints()).join(', ');
    const register = registerRequest({ query: t.registerParameters(), links: OBJECTS });
    const options = pathOptions('/rd');
    t.check('get', await t.device.request({ method: METHODS.get, options }), clientError());
    t.check('put', await t.device.request({ ...register, method: METHODS.put }), clientError());
    t.check('delete', await t.device.request({ method: METHODS.delete, options }), clientError());
    const unchanged = satisfies<string>(before || 'no registration', now => now === before, 'state.changed');
    t.reported('nothing-registered', (await t.sut.endpoints()).join(', '), unchanged);
  },
);

serverPurpose(
  {
    id: 'registration.bi.keep-registration-after-refused-register',
    title: 'keeps a registration when it refuses another Register of the same device',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1',
    twin: 'registration.bv.accept-register',
    needs: ['listRegistrations'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters({ lt: '3600' }), links: OBJECTS });
    const query = t.registerParameters({ lt: '7200', lwm2m: '9.9' });
    const outcome = await t.device.registerBy({ query, links: OBJECTS });
    if (!t.check('response-code', outcome, code('4.12'))) return;
    t.check('location-lives', await t.device.updateAt(location), code('2.04'));
    t.reported('lifetime-kept', await t.sut.registration(), shown('lifetime', 3600));
  },
);
