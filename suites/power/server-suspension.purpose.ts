import {
  ANY_REQUEST,
  acknowledged,
  arrives,
  code,
  confirmable,
  emptyPayload,
  lists,
  notification,
  notShown,
  query,
  reportsCode,
  requestFor,
  satisfies,
  serverPurpose,
  silence,
  text,
  value,
} from '../../harness/touchstone.ts';

const DISABLE = requestFor('post', '/1/0/4');
const TRIGGER = requestFor('post', '/1/0/8');
const BATTERY = '/3/0/9';

serverPurpose(
  {
    id: 'power.bv.send-disable',
    title: 'suspends a device with an Execute of /1/0/4',
    requirements: ['HLF-008', 'HLF-042'],
    clause: 'TS 1.0 §5.4.5, appendix E.2 (/1/x/4)',
    ets: ['LightweightM2M-1.0-int-103'],
    needs: ['execute'],
  },
  async t => {
    await t.registered();
    t.device.answer(DISABLE, { code: '2.04' });
    const { request, answer } = await t.stimulate(DISABLE, () => t.sut.execute('/1/0/4'));
    t.check('request', request, arrives('an Execute (POST /1/0/4)'));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.04'));
  },
);

for (const [name, seconds] of [
  ['five-minutes', 300],
  ['two-hours', 7_200],
  ['a-day', 86_400],
] as const) {
  serverPurpose(
    {
      id: `power.bv.send-disable-timeout-of-${name}`,
      title: `writes that a device is to stay away for ${seconds} s`,
      requirements: ['HLF-041', 'HLF-042'],
      clause: 'TS 1.0 §5.4.3, appendix E.2 (/1/x/5)',
      needs: ['write'],
    },
    async t => {
      await t.registered();
      const pattern = requestFor('put', '/1/0/5');
      t.device.answer(pattern, { code: '2.04' });
      const { request, answer } = await t.stimulate(pattern, () => t.sut.write('/1/0/5', seconds));
      t.check('request', request, arrives('a Write (PUT /1/0/5)'));
      t.check('timeout', request, value('/1/0/5', seconds));
      t.reported('code', answer, reportsCode('2.04'));
    },
  );
}

serverPurpose(
  {
    id: 'power.bv.leave-disabled-device-alone',
    title: 'sends nothing to a device that has de-registered because it was disabled, and shows it no more',
    requirements: ['HLF-008', 'HLF-042'],
    clause: 'TS 1.0 §5.3.3, appendix E.2 (/1/x/4)',
    ets: ['LightweightM2M-1.0-int-103'],
    needs: ['execute', 'observe', 'listRegistrations'],
  },
  async t => {
    t.device.answer(DISABLE, { code: '2.04' });
    // What a server asks of its own accord gets its answer, so that it has no reason to come again.
    t.device.answer(ANY_REQUEST, { code: '4.04' }, Number.POSITIVE_INFINITY);
    const location = await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
    t.reported('code', await t.sut.execute('/1/0/4'), reportsCode('2.04'));
    await t.clock.wait(t.silenceSpan);
    t.check('de-registered', await t.device.deregisterAt(location), code('2.02'));
    t.device.disregardPast();
    t.check('silence', await t.device.next(ANY_REQUEST, t.patience), silence('request to a disabled device'));
    t.reported('not-shown', await t.sut.registration(), notShown());
  },
);

serverPurpose(
  {
    id: 'power.bv.serve-device-after-suspension',
    title: 'serves a device that registers again when its suspension is over',
    requirements: ['HLF-041', 'HLF-008'],
    clause: 'TS 1.0 §5.3.1, appendix E.2 (/1/x/5)',
    needs: ['execute', 'read', 'listRegistrations'],
    revision: 2,
  },
  async t => {
    const input = { query: t.registerParameters(), links: '</1/0>,</3/0>' };
    const location = await t.registeredBy(input);
    t.device.answer(DISABLE, { code: '2.04' });
    const { request: disable } = await t.stimulate(DISABLE, () => t.sut.execute('/1/0/4'));
    if (disable.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Disable came');
    await t.device.deregisterAt(location);
    await t.clock.wait(t.silenceSpan);
    t.check('registered', await t.device.registerBy(input), code('2.01'));
    t.reported('shown', await t.sut.registration(), lists('/3/0'));
    t.device.answer(requestFor('get', '/3/0/0'), { code: '4.04' });
    const { request } = await t.stimulate(requestFor('get', '/3/0/0'), () => t.sut.read('/3/0/0'));
    t.check('read', request, arrives('a Read (GET /3/0/0)'));
  },
);

serverPurpose(
  {
    id: 'power.bv.take-stored-notifications',
    title: 'takes the notifications one after the other that a device has stored while it was out of reach',
    requirements: ['HLF-042', 'HLF-017'],
    clause: 'TS 1.0 §5.5.2, appendix E.2 (/1/x/6); RFC 7641 §4.5',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    for (const level of [51, 52, 53, 54, 55]) {
      const reaction = await t.device.deliver(request, notification(level, text(`${level}`)), 'CON');
      t.check(`stored-${level}`, reaction, acknowledged());
    }
    await t.clock.wait(t.silenceSpan);
    const all = satisfies<readonly unknown[]>('51 to 55, in their order', shown =>
      shown.join().endsWith('51,52,53,54,55'),
    );
    t.reported('in-order', t.sut.notifiedValues(BATTERY), all, { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'power.bv.send-storing-of-notifications',
    title: 'writes that a device is to store what it cannot report',
    requirements: ['HLF-029', 'HLF-042'],
    clause: 'TS 1.0 §5.4.3, appendix E.2 (/1/x/6)',
    needs: ['write'],
  },
  async t => {
    await t.registered();
    const pattern = requestFor('put', '/1/0/6');
    for (const stores of [true, false]) {
      t.device.answer(pattern, { code: '2.04' });
      const { request } = await t.stimulate(pattern, () => t.sut.write('/1/0/6', stores));
      t.check(`storing-${stores}`, request, value('/1/0/6', stores));
    }
  },
);

serverPurpose(
  {
    id: 'power.bv.send-update-trigger',
    title: 'triggers an Update with an Execute of /1/0/8, and answers it',
    requirements: ['HLF-011', 'HLF-019'],
    clause: 'TS 1.0 §5.3.2, §5.4.5, appendix E.2 (/1/x/8)',
    ets: ['LightweightM2M-1.0-int-104'],
    needs: ['execute'],
  },
  async t => {
    const location = await t.registeredBy({ query: t.registerParameters(), links: '</1/0>,</3/0>' });
    t.device.answer(TRIGGER, { code: '2.04' });
    const { request, answer } = await t.stimulate(TRIGGER, () => t.sut.execute('/1/0/8'));
    t.check('request', request, arrives('an Execute (POST /1/0/8)'));
    t.check('confirmable', request, confirmable());
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.04'));
    t.check('update', await t.device.updateAt(location), code('2.04'));
  },
);

serverPurpose(
  {
    id: 'power.bv.send-disable-radio-period',
    title: 'writes for how many minutes a device is to keep off the network, from none to the most',
    requirements: ['HLF-042', 'HLF-041'],
    clause: 'LwM2M Cellular Connectivity object 1.0 (/10/0/1); TS 1.0 §5.4.3',
    when: 'object.10',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith('/10/0');
    const pattern = requestFor('put', '/10/0/1');
    for (const minutes of [5, 120, 65_535, 0]) {
      t.device.answer(pattern, { code: '2.04' });
      const { request } = await t.stimulate(pattern, () => t.sut.write('/10/0/1', minutes));
      t.check(`minutes-${minutes}`, request, value('/10/0/1', minutes));
    }
  },
);

serverPurpose(
  {
    id: 'power.bv.send-power-saving-timers',
    title: 'writes the timers of the power-saving mode of a device',
    requirements: ['HLF-015', 'HLF-010'],
    clause: 'LwM2M Cellular Connectivity object 1.0 (/10/0/4, /10/0/5); TS 1.0 §5.4.3',
    when: 'object.10',
    needs: ['write'],
  },
  async t => {
    await t.registeredWith('/10/0');
    const pattern = requestFor('post', '/10/0');
    t.device.answer(pattern, { code: '2.04' });
    const act = () => t.sut.write('/10/0', { 4: 86_400, 5: 10 }, 'update');
    const { request, answer } = await t.stimulate(pattern, act);
    t.check('request', request, arrives('a partial Write (POST /10/0)'));
    t.check('psm-timer', request, value('/10/0/4', 86_400, '/10/0'));
    t.check('active-timer', request, value('/10/0/5', 10, '/10/0'));
    t.reported('code', answer, reportsCode('2.04'));
  },
);
