import {
  ANY_RESPONSE,
  carrying,
  code,
  delay,
  duplicate,
  equals,
  locationPath,
  lose,
  loseAtRandom,
  notification,
  RESET,
  reportsCode,
  reportsNoSuccess,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  sentByTheSut,
  serverPurpose,
  silence,
  text,
  withContent,
} from '../../harness/touchstone.ts';
import {
  allTheSame,
  doubling,
  intervals,
  messagesAmong,
  noneOf,
  notRepeated,
  oneRepetition,
  repeated,
} from './repeated-messages.ts';

const READ = requestFor('get', '/3/0/0');
const OBSERVED = '/3/0/9';

const SENSOR = { 5700: 20.5, 5701: 'Cel' };

/** What a server asks of a device, how it is told to, and how the device answers what it does not do by itself. */
const REQUESTS = [
  ['read', 'a Read', READ, '2.05', (t: ServerContext) => t.sut.read('/3/0/0')],
  [
    'write',
    'a Write',
    requestFor('put', '/3/0/15'),
    '2.04',
    (t: ServerContext) => t.sut.write('/3/0/15', 'UTC'),
  ],
  [
    'execute',
    'an Execute',
    requestFor('post', '/1/0/8'),
    '2.04',
    (t: ServerContext) => t.sut.execute('/1/0/8'),
  ],
  [
    'create',
    'a Create',
    requestFor('post', '/3303'),
    '2.01',
    (t: ServerContext) => t.sut.create('/3303', null, SENSOR),
  ],
  [
    'delete',
    'a Delete',
    requestFor('delete', '/3303/77'),
    '2.02',
    (t: ServerContext) => t.sut.delete('/3303/77'),
  ],
  [
    'observe',
    'an Observe',
    requestFor('get', OBSERVED),
    '2.05',
    (t: ServerContext) => t.sut.observe(OBSERVED),
  ],
] as const;

for (const [verb, name, pattern, done, ask] of REQUESTS) {
  serverPurpose(
    {
      id: `transport.bv.${verb}-request-answer-lost`,
      title: `repeats ${name} as one request when the answer got lost, and shows the answer to the repetition`,
      requirements: ['HLF-036', 'HLF-034'],
      clause: 'RFC 7252 §4.2, §4.4',
      needs: [verb],
    },
    async t => {
      await t.registered();
      const reply = verb === 'observe' ? notification(10, text('50')) : withContent(text('Touchstone'));
      t.device.answer(pattern, done === '2.05' ? reply : { code: done });
      t.path.toSut(carrying(ANY_RESPONSE, lose(1)));
      const answer = await ask(t);
      const sent = sentByTheSut(t.path, pattern);
      t.check('repeated', sent, repeated());
      t.check('unchanged', sent, allTheSame());
      t.reported('code', answer, reportsCode(done));
    },
  );
}

serverPurpose(
  {
    id: 'transport.bv.execute-request-lost',
    title: 'repeats an Execute that got lost, under the same message id and token',
    requirements: ['HLF-036', 'HLF-007'],
    clause: 'RFC 7252 §4.2, §4.4',
    needs: ['execute'],
  },
  async t => {
    await t.registered();
    const [, , execute, done, ask] = REQUESTS[2];
    t.device.answer(execute, { code: done });
    t.path.fromSut(carrying(execute, lose(1)));
    const answer = await ask(t);
    const sent = sentByTheSut(t.path, execute);
    t.check('repeated', sent, repeated());
    t.check('unchanged', sent, allTheSame());
    t.reported('code', answer, reportsCode(done));
  },
);

serverPurpose(
  {
    id: 'transport.bv.read-request-answer-late',
    title: 'repeats a Read until its answer comes, and ignores the one that comes late',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7252 §4.2, §4.4',
    needs: ['read'],
  },
  async t => {
    const { ackTimeout, ackRandomFactor } = t.parameters;
    const late = ackTimeout * ackRandomFactor + t.silenceSpan / 2;
    await t.registered();
    t.path.toSut(carrying(ANY_RESPONSE, delay(1, late)));
    t.device.model.set(3, 0, 0, { single: 'first' });
    t.reported('value', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'first'));
    await t.clock.wait(late + t.silenceSpan);
    t.check('unchanged', sentByTheSut(t.path, READ), allTheSame());
    t.check('not-rejected', sentByTheSut(t.path, RESET), noneOf('Reset of the late answer'));
    t.device.model.set(3, 0, 0, { single: 'second' });
    t.reported('next-value', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'second'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.read-request-answer-duplicated',
    title: 'takes the answer to a Read once that comes three times',
    requirements: ['HLF-036', 'HLF-034'],
    clause: 'RFC 7252 §4.2, §4.5',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    t.path.toSut(carrying(ANY_RESPONSE, duplicate(1, 20, 500)));
    t.device.model.set(3, 0, 0, { single: 'first' });
    t.reported('value', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'first'));
    await t.clock.wait(t.silenceSpan);
    t.check('not-repeated', sentByTheSut(t.path, READ), notRepeated());
    t.check('not-rejected', sentByTheSut(t.path, RESET), noneOf('Reset of an acknowledgement'));
    t.device.model.set(3, 0, 0, { single: 'second' });
    t.reported('next-value', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'second'));
  },
);

serverPurpose(
  {
    id: 'transport.bi.acknowledgement-of-another-request',
    title: 'takes no acknowledgement of another message for that of its Read',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.4',
    twin: 'transport.bv.read-request-answer-lost',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    t.device.acknowledge({ ...request, messageId: (request.messageId + 4711) & 0xffff });
    await t.clock.wait(oneRepetition(t));
    const sent = t.device.transmissionsOf(request);
    t.check('repeated-all-the-same', sent, repeated());
    t.device.piggyback(request, withContent(text('at last')));
    t.reported('value', await answering, reportsValue('/3/0/0', 'at last'));
  },
);

serverPurpose(
  {
    id: 'transport.ti.give-up-read',
    title:
      'repeats a Read that no device answers at growing intervals and no more often than it may, says so to its user, and goes on',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.8; TS 1.0 §5.3.1',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    const location = locationPath(await t.registered());
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    await t.clock.wait(t.patience + t.silenceSpan);
    const sent = t.device.transmissionsOf(request);
    const most = 1 + t.parameters.maxRetransmit;
    // It may give up before (RFC 7252 §4.2); that it repeats at all is transport.ti.retransmit-read's.
    const noMore = satisfies<number>(`${most} or fewer`, count => count <= most, 'message.unexpected');
    t.check('transmissions', sent.length, noMore);
    if (sent.length > 2) t.check('doubling', intervals(sent), doubling(t));
    t.check('one-request', messagesAmong(sentByTheDevice(t)), equals(1, 'message.unexpected'));
    t.reported('no-success', await answering, reportsNoSuccess());
    t.check('registration-kept', await t.device.updateAt(location), code('2.04'));
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsCode('2.05'), { level: 'should' });
  },
);

function sentByTheDevice({ device }: ServerContext) {
  return device.received.filter(READ.matches);
}

serverPurpose(
  {
    id: 'transport.bv.one-request-at-a-time',
    title: 'sends a device its next request when the one before is answered, and not before',
    requirements: ['HLF-036'],
    // §4.7 has an endpoint limit the requests outstanding at another to NSTART; that this is 1 is a default (§4.8), which
    // LwM2M leaves alone, and which whoever operates both sides may change (§4.8.1).
    level: 'should',
    clause: 'RFC 7252 §4.7, §4.8, §4.8.1',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const { request, answering } = await t.withheld(READ, () => t.sut.read('/3/0/0'));
    const next = requestFor('get', '/3/0/1');
    const other = t.sut.read('/3/0/1');
    other.catch(() => {});
    t.check('not-at-once', await t.device.next(next, t.silenceSpan / 2), silence('second request'));
    t.device.piggyback(request, withContent(text('done')));
    t.reported('first-value', await answering, reportsValue('/3/0/0', 'done'));
    t.reported('second', await other, reportsCode('2.05'));
  },
);

/**
 * What a request may take until it is given up (MAX_TRANSMIT_WAIT, RFC 7252 §4.8.2), whatever is waited for elsewhere: when one Read
 * loses all of its answers, which happens, the others must still be asked.
 */
function longestRequest({ parameters }: ServerContext): number {
  const { ackTimeout, ackRandomFactor, maxRetransmit } = parameters;
  return ackTimeout * (2 ** (maxRetransmit + 1) - 1) * ackRandomFactor;
}

/** Percent of the datagrams, in either direction; never two in a row, so that every Read that is repeated three times gets through. */
const LOST = 30;
const ROUNDS = 12;

serverPurpose(
  {
    id: 'transport.bv.read-at-random-loss',
    title: `shows what it is answered, and nothing else, while ${LOST} % of all datagrams get lost`,
    requirements: ['HLF-036', 'HLF-037'],
    clause: 'RFC 7252 §4.2, §4.5',
    revision: 2,
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const began = t.clock.now();
    for (const way of ['toSut', 'fromSut'] as const) t.path[way](loseAtRandom(LOST / 100, 1));
    const shown: string[] = [];
    const wrong: string[] = [];
    let asked = 0;
    while (asked < ROUNDS && t.clock.now() - began < longestRequest(t)) {
      const wanted = `round ${++asked}`;
      t.device.model.set(3, 0, 0, { single: wanted });
      const answer = await t.sut.read('/3/0/0');
      if (answer.code !== '2.05') continue;
      shown.push(wanted);
      const value = answer.values?.['/3/0/0'] ?? 'nothing';
      if (value !== wanted) wrong.push(`${wanted}: ${value}`);
    }
    t.path.heal();
    // A server may repeat a request less often (MAX_RETRANSMIT is its own).
    const half = satisfies<number>(
      'half of the Reads or more',
      count => count >= asked / 2,
      'response.missing',
    );
    t.reported('answered', shown.length, half);
    t.reported('wrong-values', wrong.join(', '), equals(''));
    t.reported('served-afterwards', await t.sut.read('/3/0/0'), reportsCode('2.05'));
  },
);
