import {
  acknowledged,
  arrives,
  confirmable,
  emptyPayload,
  notification,
  query,
  reportsCode,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  tlv,
  unlessTextIsAsked,
  withContent,
} from '../../harness/touchstone.ts';

const DEVICE = requestFor('get', '/3/0');
const ERRORS = requestFor('get', '/3/0/11');

serverPurpose(
  {
    id: 'management.bv.show-power-sources',
    title: 'shows every power source of a device with its voltage and current, and the battery',
    requirements: ['HLF-005', 'HLF-027'],
    clause: 'TS 1.0 §5.4.1, §6.4.3, appendix E.4',
    ets: ['LightweightM2M-1.0-int-203'],
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const power = {
      6: { 0: 1, 1: 5, 7: 7 },
      7: { 0: 3800, 1: 5000, 7: 12_100 },
      8: { 0: 125, 1: 900, 7: 0 },
    };
    t.device.answer(DEVICE, withContent(tlv('/3/0', { ...power, 9: 100, 20: 6 })));
    const answer = await t.sut.read('/3/0');
    for (const [id, source] of Object.entries(power[6]))
      t.reported(`source-${id}`, answer, reportsValue(`/3/0/6/${id}`, source));
    for (const [id, voltage] of Object.entries(power[7]))
      t.reported(`voltage-${id}`, answer, reportsValue(`/3/0/7/${id}`, voltage));
    t.reported('current', answer, reportsValue('/3/0/8/1', 900));
    t.reported('no-current', answer, reportsValue('/3/0/8/7', 0));
    t.reported('battery-level', answer, reportsValue('/3/0/9', 100));
    t.reported('battery-status', answer, reportsValue('/3/0/20', 6));
  },
);

serverPurpose(
  {
    id: 'management.bv.show-errors',
    title: 'shows every error that a device has, and that it has none any more',
    requirements: ['HLF-006', 'HLF-027'],
    clause: 'TS 1.0 §6.4.3, appendix E.4 (/3/0/11)',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    t.device.answer(ERRORS, unlessTextIsAsked(withContent(tlv('/3/0/11', { 0: 1, 1: 3, 2: 8 }))));
    const failing = await t.sut.read('/3/0/11');
    t.reported('first', failing, reportsValue('/3/0/11/0', 1));
    t.reported('second', failing, reportsValue('/3/0/11/1', 3));
    t.reported('third', failing, reportsValue('/3/0/11/2', 8));
    t.device.answer(ERRORS, unlessTextIsAsked(withContent(tlv('/3/0/11', { 0: 0 }))));
    const well = await t.sut.read('/3/0/11');
    t.reported('none', well, reportsValue('/3/0/11/0', 0));
    const gone = satisfies<unknown>('no second error', shown => shown === undefined, 'state.changed');
    t.reported('gone', well.values?.['/3/0/11/1'], gone);
  },
);

serverPurpose(
  {
    id: 'management.bv.observe-errors',
    title: 'shows an error that a device reports, with all of its instances',
    requirements: ['HLF-006', 'HLF-017', 'HLF-028'],
    // What a server does with a value is not prescribed; that it gets to its user is what reporting is for.
    level: 'should',
    clause: 'TS 1.0 §5.5.2, appendix E.4 (/3/0/11)',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed('/3/0/11', tlv('/3/0/11', { 0: 0 }));
    const errors = notification(11, tlv('/3/0/11', { 0: 1, 1: 6 }));
    t.check('acknowledged', await t.device.deliver(request, errors, 'CON'), acknowledged());
    await t.clock.wait(t.silenceSpan);
    const [last] = t.sut.events.filter(({ event }) => event === 'notified').slice(-1);
    t.reported(
      'first',
      last?.values?.['/3/0/11/0'],
      satisfies('1', error => error === 1),
    );
    t.reported(
      'second',
      last?.values?.['/3/0/11/1'],
      satisfies('6', error => error === 6),
    );
  },
);

for (const [id, title, path, requirement, clause] of [
  ['send-reset-of-errors', 'has the errors of a device forgotten', '/3/0/12', 'HLF-006', '/3/0/12'],
  ['send-factory-reset', 'has a device reset to its factory state', '/3/0/5', 'HLF-030', '/3/0/5'],
] as const) {
  serverPurpose(
    {
      id: `management.bv.${id}`,
      title: `${title} with an Execute of ${path}`,
      requirements: [requirement, 'HLF-034'],
      clause: `TS 1.0 §5.4.5, appendix E.4 (${clause})`,
      needs: ['execute'],
    },
    async t => {
      await t.registered();
      const pattern = requestFor('post', path);
      t.device.answer(pattern, { code: '2.04' });
      const { request, answer } = await t.stimulate(pattern, () => t.sut.execute(path));
      t.check('request', request, arrives(`an Execute (POST ${path})`));
      t.check('confirmable', request, confirmable());
      t.check('no-query', request, query());
      t.check('no-payload', request, emptyPayload());
      t.reported('code', answer, reportsCode('2.04'));
    },
  );
}

serverPurpose(
  {
    id: 'management.bi.show-unsupported-factory-reset',
    title: 'shows that a device cannot be reset to its factory state, and keeps its registration',
    requirements: ['HLF-030'],
    clause: 'TS 1.0 §5.4.5, appendix E.4 (/3/0/5)',
    twin: 'management.bv.send-factory-reset',
    needs: ['execute', 'read', 'listRegistrations'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('post', '/3/0/5'), { code: '4.04' });
    t.reported('code', await t.sut.execute('/3/0/5'), reportsCode('4.04'));
    const kept = satisfies<unknown>('a registration', device => device !== undefined, 'state.changed');
    t.reported('still-registered', (await t.sut.registration())?.endpoint, kept);
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'management.bv.serve-device-after-factory-reset',
    title: 'takes a device that has been reset for the same device, with what it then has',
    requirements: ['HLF-030', 'HLF-001'],
    clause: 'TS 1.0 §5.3.1, appendix E.4 (/3/0/5)',
    needs: ['execute', 'listRegistrations'],
    revision: 2,
  },
  async t => {
    await t.registeredWith('/3303/0');
    const reset = requestFor('post', '/3/0/5');
    t.device.answer(reset, { code: '2.04' });
    const { request } = await t.stimulate(reset, () => t.sut.execute('/3/0/5'));
    if (request.kind === 'silence') return t.inconclusive('preamble.no-response', 'no reset was asked for');
    await t.registeredBy({ query: t.registerParameters({ lt: '120' }), links: '</1/0>,</3/0>' });
    const device = await t.sut.registration();
    const lost = satisfies<readonly string[]>(
      'no /3303/0',
      paths => !paths.includes('/3303/0'),
      'state.changed',
    );
    t.reported('objects', device?.objects ?? ['nothing'], lost);
    t.reported(
      'lifetime',
      device?.lifetime,
      satisfies('120', lifetime => lifetime === 120),
    );
    const names = (await t.sut.endpoints()).filter(name => name === t.endpoint).length;
    t.reported(
      'once',
      names,
      satisfies<number>('1', count => count === 1),
    );
  },
);
