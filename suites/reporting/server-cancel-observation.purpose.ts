import {
  acknowledged,
  arrives,
  notification,
  observe,
  type ReceivedMessage,
  rejected,
  reportsCode,
  requestFor,
  type ServerContext,
  serverPurpose,
  silence,
  text,
  tokenOf,
  withContent,
} from '../../harness/touchstone.ts';

const BATTERY = '/3/0/9';

/** Preamble: the server observes the battery level and takes its notifications; gives its request. */
async function observing(t: ServerContext): Promise<ReceivedMessage> {
  const request = await t.observed(BATTERY, text('50'));
  const reaction = await t.device.deliver(request, notification(11, text('51')), 'CON');
  if (reaction.kind === 'arrived' && reaction.message.type === 'ACK') return request;
  return t.inconclusive('preamble.refused', 'the server did not acknowledge a notification it had asked for');
}

serverPurpose(
  {
    id: 'reporting.bv.cancel-by-reset',
    title: 'cancels an observation by rejecting its next notification',
    requirements: ['HLF-016', 'HLF-028'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    ets: ['LightweightM2M-1.0-int-302'],
    needs: ['observe', 'cancel'],
  },
  async t => {
    const request = await observing(t);
    await t.sut.cancel(BATTERY, 'reset');
    t.check(
      'no-request',
      await t.device.next(requestFor('get', BATTERY), t.silenceSpan),
      silence('GET /3/0/9'),
    );
    t.check('rejected', await t.device.deliver(request, notification(12, text('52')), 'CON'), rejected());
  },
);

serverPurpose(
  {
    id: 'reporting.bv.cancel-by-get',
    title: 'cancels an observation with a GET that carries Observe 1 on the same path and token',
    requirements: ['HLF-016', 'HLF-028'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    ets: ['LightweightM2M-1.0-int-303'],
    needs: ['observe', 'cancel'],
  },
  async t => {
    const observed = await observing(t);
    t.device.answer(requestFor('get', BATTERY), withContent(text('52')));
    const { request, answer } = await t.stimulate(requestFor('get', BATTERY), () =>
      t.sut.cancel(BATTERY, 'get'),
    );
    t.check('request', request, arrives('a Cancel Observation (GET /3/0/9)'));
    t.check('observe', request, observe(1));
    t.check('token', request, tokenOf(observed));
    t.reported('code', answer, reportsCode('2.05'));
    const later = await t.device.deliver(observed, notification(12, text('53')), 'CON');
    t.check('later-notification', later, rejected(), { level: 'should' });
  },
);

serverPurpose(
  {
    id: 'reporting.bv.cancel-one-of-two',
    title: 'goes on taking notifications of one resource after it has cancelled those of another',
    requirements: ['HLF-016', 'HLF-028'],
    clause: 'TS 1.0 §5.5.3, RFC 7641 §3.6',
    needs: ['observe', 'cancel'],
  },
  async t => {
    const cancelled = await observing(t);
    t.device.answer(requestFor('get', '/3/0/10'), notification(20, text('64')));
    const { request } = await t.stimulate(requestFor('get', '/3/0/10'), () => t.sut.observe('/3/0/10'));
    if (request.kind === 'silence')
      return t.inconclusive('preamble.no-response', 'there is no second observation');
    await t.sut.cancel(BATTERY, 'reset');
    t.check('cancelled', await t.device.deliver(cancelled, notification(12, text('52')), 'CON'), rejected());
    const kept = await t.device.deliver(request.message, notification(21, text('65')), 'CON');
    t.check('other-lives', kept, acknowledged());
  },
);

serverPurpose(
  {
    id: 'reporting.bv.end-observation-with-new-registration',
    title: 'takes observations as ended when their device registers anew',
    requirements: ['HLF-016', 'HLF-037'],
    // That the device drops them is prescribed; what the server does with a notification that comes nevertheless is not.
    level: 'should',
    clause: 'TS 1.0 §5.3.1, §5.5',
    needs: ['observe'],
  },
  async t => {
    const request = await observing(t);
    await t.registered();
    t.check('rejected', await t.device.deliver(request, notification(12, text('52')), 'CON'), rejected());
  },
);

serverPurpose(
  {
    id: 'reporting.bv.end-observation-with-deregistration',
    title: 'takes observations as ended when their device de-registers',
    requirements: ['HLF-016', 'HLF-037'],
    level: 'should',
    clause: 'TS 1.0 §5.3.3, §5.5',
    needs: ['observe'],
    revision: 2,
  },
  async t => {
    const request = await observing(t);
    await t.device.deregister();
    t.check('rejected', await t.device.deliver(request, notification(12, text('52')), 'CON'), rejected());
  },
);
