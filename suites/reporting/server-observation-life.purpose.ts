import {
  acknowledged,
  arrives,
  illegal,
  notification,
  observe,
  type ReceivedMessage,
  reportsCode,
  reportsNoSuccess,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  text,
} from '../../harness/touchstone.ts';

const BATTERY = '/3/0/9';
const OBSERVE = requestFor('get', BATTERY);

/** The bytes of a confirmable notification, which can be sent as often as wanted under one message id. */
function notificationBytes(
  t: ServerContext,
  { token }: ReceivedMessage,
  sequence: number,
  level: number,
): Uint8Array {
  const { messageId } = t.device.compose({ method: '0.01', options: [] });
  const { code, options = [], payload = new Uint8Array(0) } = notification(sequence, text(String(level)));
  return illegal({ type: 'CON', code, messageId, token, options, payload }).bytes();
}

async function shownTimes(t: ServerContext, level: number): Promise<number> {
  await t.clock.wait(t.silenceSpan);
  if (t.sut.events.length === 0)
    t.inconclusive('control.declined', 'the server under test reports no events');
  return t.sut.notifiedValues(BATTERY).filter(shown => shown === level).length;
}

serverPurpose(
  {
    id: 'reporting.bv.deduplicate-notification',
    title: 'acknowledges a notification that comes twice each time, and shows it once',
    requirements: ['HLF-028', 'HLF-036'],
    clause: 'RFC 7252 §4.5; RFC 7641 §3.5',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    const twice = notificationBytes(t, request, 11, 51);
    t.check('first', await t.device.provoke(twice, t.patience), acknowledged());
    t.check('second', await t.device.provoke(twice, t.patience), acknowledged());
    const once = satisfies<number>('once', times => times === 1);
    t.reported('shown', await shownTimes(t, 51), once, { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'reporting.bv.observe-again-after-registration',
    title: 'can observe anew what it observed of a device before that registered again',
    requirements: ['HLF-028', 'HLF-024', 'HLF-004'],
    clause: 'TS 1.0 §5.5.1 (observations end with the registration)',
    needs: ['observe'],
  },
  async t => {
    const before = await t.observed(BATTERY, text('50'));
    await t.registered();
    t.device.answer(OBSERVE, notification(10, text('60')), Number.POSITIVE_INFINITY);
    const { request, answer } = await t.stimulate(OBSERVE, () => t.sut.observe(BATTERY));
    t.check('request', request, arrives('an Observe (GET /3/0/9)'));
    t.check('observe', request, observe(0));
    t.reported('code', answer, reportsCode('2.05'));
    const later = request.kind === 'arrived' ? request.message : before;
    t.check('lives', await t.device.deliver(later, notification(11, text('61')), 'CON'), acknowledged());
  },
);

serverPurpose(
  {
    id: 'reporting.bv.accept-notifications-after-update',
    title: 'goes on taking notifications of a device that has updated its registration',
    requirements: ['HLF-028', 'HLF-037'],
    clause: 'TS 1.0 §5.3.2, §5.5',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    await t.device.update();
    t.check(
      'after-update',
      await t.device.deliver(request, notification(11, text('51')), 'CON'),
      acknowledged(),
    );
  },
);

serverPurpose(
  {
    id: 'reporting.bv.accept-late-notification',
    title: 'takes a notification whose number is lower, as two minutes have passed since the one before it',
    requirements: ['HLF-016', 'HLF-028'],
    clause: 'RFC 7641 §3.4 (after 128 s every number is newer), §4.5',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    await t.clock.wait(130_000);
    const older = notification(5, text('51'));
    t.check('acknowledged', await t.device.deliver(request, older, 'CON'), acknowledged());
    const newest = satisfies<number>('once', times => times === 1);
    t.reported('shown', await shownTimes(t, 51), newest, { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'reporting.bv.show-observation-not-established',
    title: 'shows that a device gives a value but does not observe it, or does neither',
    requirements: ['HLF-028'],
    clause: 'RFC 7641 §3.1; TS 1.0 §5.5.1',
    needs: ['observe'],
  },
  async t => {
    await t.registered();
    t.device.answer(OBSERVE, { code: '4.05' });
    t.reported('refused', await t.sut.observe(BATTERY), reportsNoSuccess());
    t.device.answer(OBSERVE, { code: '4.04' });
    t.reported('absent', await t.sut.observe(BATTERY), reportsCode('4.04'));
    t.device.answer(OBSERVE, notification(10, text('50')));
    t.reported('afterwards', await t.sut.observe(BATTERY), reportsCode('2.05'));
  },
);
