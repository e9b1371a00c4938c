import {
  acknowledged,
  arrives,
  confirmable,
  emptyPayload,
  notification,
  observe,
  query,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  text,
} from '../../harness/touchstone.ts';

const BATTERY = '/3/0/9';

/** What the server has shown as notified. @throws Inconclusive for one that reports no events at all. */
async function notified(t: ServerContext): Promise<readonly unknown[]> {
  await t.clock.wait(t.silenceSpan);
  if (t.sut.events.length > 0) return t.sut.notifiedValues(BATTERY);
  return t.inconclusive('control.declined', 'the server under test reports no events');
}

serverPurpose(
  {
    id: 'reporting.bv.send-observe',
    title: 'observes a resource with a GET that carries Observe 0, and shows the first value',
    requirements: ['HLF-016', 'HLF-028', 'HLF-020'],
    clause: 'TS 1.0 §5.5.1, RFC 7641 §3.1',
    ets: ['LightweightM2M-1.0-int-301'],
    needs: ['observe'],
  },
  async t => {
    await t.registered();
    t.device.answer(requestFor('get', BATTERY), notification(10, text('50')));
    const { request, answer } = await t.stimulate(requestFor('get', BATTERY), () => t.sut.observe(BATTERY));
    t.check('request', request, arrives('an Observe (GET /3/0/9)'));
    t.check('observe', request, observe(0));
    t.check('confirmable', request, confirmable());
    t.check('no-query', request, query());
    t.check('no-payload', request, emptyPayload());
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue(BATTERY, 50));
  },
);

serverPurpose(
  {
    id: 'reporting.bv.observe-two-resources',
    title: 'keeps two observations of one device apart by their tokens',
    requirements: ['HLF-016', 'HLF-028'],
    clause: 'RFC 7641 §3.1, RFC 7252 §5.3.1',
    needs: ['observe'],
  },
  async t => {
    const first = await t.observed(BATTERY, text('50'));
    t.device.answer(requestFor('get', '/3/0/10'), notification(20, text('64')));
    const { request } = await t.stimulate(requestFor('get', '/3/0/10'), () => t.sut.observe('/3/0/10'));
    t.check('second-request', request, arrives('an Observe (GET /3/0/10)'));
    const second = request.kind === 'arrived' ? request.message : first;
    const tokens = [first, second].map(({ token }) => Buffer.from(token).toString('hex'));
    const differ = satisfies<string[]>('two tokens', ([one, two]) => one !== two, 'exchange.mismatch');
    t.check('distinct-tokens', tokens, differ);
    t.check(
      'first-lives',
      await t.device.deliver(first, notification(11, text('51')), 'CON'),
      acknowledged(),
    );
    t.check(
      'second-lives',
      await t.device.deliver(second, notification(21, text('65')), 'CON'),
      acknowledged(),
    );
  },
);

serverPurpose(
  {
    id: 'reporting.bv.show-notified-values',
    title: 'shows its user what was notified, confirmably or not',
    requirements: ['HLF-016', 'HLF-028'],
    // What a server does with a value is not prescribed; that it gets to its user is what reporting is for.
    level: 'should',
    clause: 'TS 1.0 §5.5.2',
    ets: ['LightweightM2M-1.0-int-301'],
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    await t.device.deliver(request, notification(11, text('51')), 'CON');
    await t.device.deliver(request, notification(12, text('52')), 'NON', t.silenceSpan);
    const values = await notified(t);
    t.reported(
      'confirmable',
      values,
      satisfies('51 among the notified values', shown => shown.includes(51)),
    );
    t.reported(
      'non-confirmable',
      values,
      satisfies('52 among the notified values', shown => shown.includes(52)),
    );
    t.reported(
      'newest',
      values.at(-1),
      satisfies('52', newest => newest === 52),
    );
  },
);

serverPurpose(
  {
    id: 'reporting.bv.discard-overtaken-notification',
    title: 'does not show a value as the newest that was overtaken on the way',
    requirements: ['HLF-028', 'HLF-016'],
    level: 'should',
    clause: 'RFC 7641 §3.4',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    await t.device.deliver(request, notification(13, text('53')), 'CON');
    // Deliberately late: sent before the one above by its number.
    await t.device.deliver(request, notification(12, text('52')), 'NON', t.silenceSpan);
    const values = await notified(t);
    t.reported(
      'newest',
      values.at(-1),
      satisfies('53', newest => newest === 53),
    );
  },
);

serverPurpose(
  {
    id: 'reporting.bv.follow-sequence-across-its-end',
    title: 'shows a value as the newest whose number starts again from 0',
    requirements: ['HLF-028', 'HLF-016'],
    level: 'should',
    clause: 'RFC 7641 §3.4',
    needs: ['observe'],
  },
  async t => {
    const request = await t.observed(BATTERY, text('50'));
    // Each is less than half of all numbers ahead of the one before.
    for (const [sequence, level] of [
      [0x80_0005, 51],
      [0xff_ffff, 52],
      [0, 53],
    ] as const) {
      const reaction = await t.device.deliver(request, notification(sequence, text(String(level))), 'CON');
      t.check(`notification-${sequence}`, reaction, acknowledged());
    }
    const values = await notified(t);
    t.reported(
      'newest',
      values.at(-1),
      satisfies('53', newest => newest === 53),
    );
  },
);
