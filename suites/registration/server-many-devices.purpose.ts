import {
  code,
  equals,
  type Outcome,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  text,
  withContent,
} from '../../harness/touchstone.ts';

type Device = ServerContext['device'];
const LINKS = '</1/0>,</3/0>';
/** Enough that a table of fixed size is full, few enough that it costs a second of real time. */
const MANY = 300;
const READ = requestFor('get', '/3/0/0');

async function register(t: ServerContext, device: Device, endpoint: string): Promise<Outcome> {
  return device.registerBy({ query: t.registerParameters({ ep: endpoint }), links: LINKS });
}

/** Names as long as identities in use, which differ at their end only. */
function names(t: ServerContext, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${t.endpoint}-${'x'.repeat(100)}-${index}`);
}

serverPurpose(
  {
    id: 'registration.bv.keep-many-registrations',
    title: `keeps ${MANY} devices apart whose long names differ at their end only`,
    requirements: ['HLF-001', 'HLF-019', 'HLF-012'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['listRegistrations', 'read'],
  },
  async t => {
    const devices: { readonly endpoint: string; readonly device: Device; readonly answer: Outcome }[] = [];
    for (const endpoint of names(t, MANY)) {
      const device = await t.anotherDevice(endpoint);
      devices.push({ endpoint, device, answer: await register(t, device, endpoint) });
    }
    const accepted = devices.filter(
      ({ answer }) => answer.kind === 'response' && answer.message.code === '2.01',
    );
    t.check('accepted', accepted.length, equals(MANY, 'code.unexpected'));
    const shown = new Set(await t.sut.endpoints());
    const missing = devices.filter(({ endpoint }) => !shown.has(endpoint)).length;
    t.reported('all-shown', missing, equals(0, 'state.changed'));
    for (const position of [0, MANY - 1]) {
      const one = devices[position];
      if (one === undefined) continue;
      one.device.answer(READ, withContent(text(`device ${position}`)));
      const answer = await t.sut.towards(one.endpoint).read('/3/0/0');
      const which = position === 0 ? 'first' : 'last';
      t.reported(`value-of-${which}`, answer, reportsValue('/3/0/0', `device ${position}`));
    }
  },
);

serverPurpose(
  {
    id: 'registration.bv.accept-long-endpoint-name',
    title: 'accepts an endpoint name that fills its option, in any script',
    requirements: ['HLF-001', 'HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.3.1, §6.2.1; RFC 7252 §5.10 (Uri-Query: 255 bytes)',
    needs: ['listRegistrations'],
  },
  async t => {
    const long = `${t.endpoint}-${'ü'.repeat(60)}`.padEnd(190, '0');
    // With credentials of that name, where any are needed.
    const device = await t.anotherDevice(long);
    t.check('response-code', await register(t, device, long), code('2.01'));
    const shown = satisfies<readonly string[]>('the very name', all => all.includes(long));
    t.reported('shown', await t.sut.endpoints(), shown);
  },
);

serverPurpose(
  {
    id: 'registration.bv.serve-beside-silent-device',
    title: 'serves a device while it waits for another one that does not answer',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7252 §4.7 (NSTART is per peer)',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const endpoint = `${t.endpoint}-other`;
    const other = await t.anotherDevice(endpoint);
    t.check('registered', await register(t, other, endpoint), code('2.01'));
    const { answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    answering.catch(() => {});
    other.answer(READ, withContent(text('here')));
    const asked = t.clock.now();
    t.reported('value', await t.sut.towards(endpoint).read('/3/0/0'), reportsValue('/3/0/0', 'here'));
    const span = t.withinTolerance(0, t.parameters.ackTimeout);
    t.check('at-once', t.clock.now() - asked, span);
  },
);

serverPurpose(
  {
    id: 'registration.bv.serve-device-that-was-silent',
    title: 'serves a device again that has let one request go unanswered',
    requirements: ['HLF-036', 'HLF-037'],
    clause: 'RFC 7252 §4.2; TS 1.0 §5.3.1 (a registration ends with its lifetime only)',
    needs: ['read', 'listRegistrations'],
  },
  async t => {
    await t.registeredBy({ query: t.registerParameters({ lt: '86400' }), links: LINKS });
    // The original and every repetition of it.
    t.device.answer(READ, null, 10);
    const silent = await t.sut.read('/3/0/0');
    t.reported(
      'no-answer',
      silent.code,
      satisfies<string | null>('no answer', answered => answered === null),
    );
    t.reported(
      'still-registered',
      (await t.sut.registration())?.endpoint,
      equals(t.endpoint, 'state.changed'),
    );
    t.device.endScript();
    t.device.answer(READ, withContent(text('back')));
    t.reported('value', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'back'));
  },
);

serverPurpose(
  {
    id: 'registration.bv.serve-device-after-crash',
    title: 'serves a device that has crashed in the middle of a request and registers anew',
    requirements: ['HLF-019', 'HLF-037'],
    clause: 'TS 1.0 §5.3.1',
    needs: ['read', 'listRegistrations'],
  },
  async t => {
    await t.registered();
    const { answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    answering.catch(() => {});
    const again = await t.anotherDevice(t.endpoint);
    t.check('registered', await register(t, again, t.endpoint), code('2.01'));
    again.answer(requestFor('get', '/3/0/1'), withContent(text('rebooted')));
    const answer = await t.sut.read('/3/0/1');
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/1', 'rebooted'));
    const once = (await t.sut.endpoints()).filter(name => name === t.endpoint).length;
    t.reported('once', once, equals(1));
  },
);
