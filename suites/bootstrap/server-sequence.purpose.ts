import {
  ANY_REQUEST,
  acknowledged,
  arrives,
  BOOTSTRAP_DELETE,
  BOOTSTRAP_FINISH,
  type BootstrapServerContext,
  between,
  bootstrapServerPurpose,
  bootstrapWrite,
  code,
  comesAfter,
  confirmable,
  type Expectation,
  elapsed,
  emptyPayload,
  equals,
  firstOf,
  instancesOf,
  lateAsAdvice,
  noContentFormat,
  pathOf,
  query,
  type ReceivedMessage,
  satisfies,
  silence,
  type Values,
} from '../../harness/touchstone.ts';
import { sameValues } from './values.ts';

const MARGIN_MS = 1000;
const WRITE = bootstrapWrite();

const arrived = (message: ReceivedMessage) => ({ kind: 'arrived', message }) as const;

/** Milliseconds between two transmissions; endless when one of them is missing. */
function interval(from: ReceivedMessage | undefined, to: ReceivedMessage | undefined): number {
  return from === undefined || to === undefined ? Number.POSITIVE_INFINITY : to.at - from.at;
}

/** Preamble: the first command of a bootstrap, which is left unanswered; where possible one that needs no blocks. */
async function withheldCommand(t: BootstrapServerContext): Promise<ReceivedMessage> {
  t.device.answer(ANY_REQUEST, null);
  await t.asked({ deletes: ['/1'] });
  const command = await t.device.next(ANY_REQUEST);
  if (command.kind === 'arrived') return command.message;
  return t.inconclusive('preamble.no-response', 'no command came after the Bootstrap-Request');
}

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.begin-after-answer',
    title: 'answers the Bootstrap-Request before it sends its first command',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { answer, commands } = await t.bootstrapped();
    const [first] = commands;
    if (first === undefined) return;
    t.check('order', arrived(first), comesAfter('the answer to the request', arrived(answer)));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.finish-form',
    title:
      'sends Bootstrap-Finish as a confirmable POST of the bootstrap resource, without parameters and content',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2',
    ets: ['LightweightM2M-1.0-int-0'],
    needs: ['configure'],
  },
  async t => {
    await t.asked();
    const finish = await t.device.next(BOOTSTRAP_FINISH);
    t.check('finish', finish, arrives(BOOTSTRAP_FINISH.name));
    t.check('confirmable', finish, confirmable());
    t.check('no-query', finish, query());
    t.check('no-payload', finish, emptyPayload());
    t.check('no-content-format', finish, noContentFormat(), { level: 'should' });
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.finish-once-and-last',
    title: 'ends with one Bootstrap-Finish, after everything else',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { commands } = await t.bootstrapped();
    const writes = commands.filter(WRITE.matches);
    t.check(
      'writes-before',
      writes.length,
      satisfies('1 or more', count => count > 0, 'message.missing'),
    );
    t.check('nothing-after', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('further command'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.ti.finish-in-time',
    title: 'sends Bootstrap-Finish before a device takes the bootstrap for failed',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    await t.asked();
    const { exchangeLifetime } = t.parameters;
    const finish = await t.device.next(BOOTSTRAP_FINISH, exchangeLifetime + t.patience);
    const before = t.device.commands.filter(command => !BOOTSTRAP_FINISH.matches(command)).at(-1);
    t.check('in-time', finish, elapsed(before?.at ?? 0, between(0, exchangeLifetime)));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.delete-form',
    title: 'sends Bootstrap-Delete as a confirmable DELETE of the path, without parameters and content',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2, §8.2',
    needs: ['configure'],
  },
  async t => {
    const transcript = await t.bootstrapped({ deletes: ['/1'] });
    const command = firstOf(transcript, BOOTSTRAP_DELETE);
    if (command.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Bootstrap-Delete came');
    t.check('confirmable', command, confirmable());
    t.check('path', transcript.commands.filter(BOOTSTRAP_DELETE.matches), deletes('/1'));
    t.check('no-query', command, query());
    t.check('no-payload', command, emptyPayload());
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.delete-everything',
    title: 'deletes what a device holds by a DELETE of the root',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { commands, held } = await t.bootstrapped({ deletes: ['/'] });
    const all = commands.filter(BOOTSTRAP_DELETE.matches);
    if (all.length === 0) return t.inconclusive('preamble.no-response', 'no Bootstrap-Delete came');
    t.check('path', all, deletes('/'));
    t.check('account-kept', instancesOf(held, 1).length, equals(1, 'state.changed'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.delete-before-write',
    title: 'deletes what is in the way before it writes, and nothing of what it wrote',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { commands, written, held } = await t.bootstrapped({ deletes: ['/0', '/1'] });
    const kinds = commands.map(command => (WRITE.matches(command) ? 'write' : 'other'));
    const all = commands.filter(BOOTSTRAP_DELETE.matches);
    t.check('deletes', all, deletes('/0', '/1'), { level: 'should' });
    const first = kinds.indexOf('write');
    const late = commands.filter((command, index) => index > first && BOOTSTRAP_DELETE.matches(command));
    t.check('none-after-write', late.length, equals(0, 'message.unexpected'), { level: 'should' });
    const kept = Object.fromEntries(Object.entries(held).filter(([path]) => path in written));
    t.check(
      'writes-kept',
      kept,
      satisfies<Values>('all that was written', values => count(values) === count(written), 'state.changed'),
    );
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.one-command-at-a-time',
    title: 'waits for the answer to a command before it sends the next one',
    requirements: ['HLF-019', 'HLF-036'],
    // NSTART may be raised where something else controls congestion (RFC 7252 §4.7).
    level: 'should',
    clause: 'RFC 7252 §4.7, TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const command = await withheldCommand(t);
    t.device.acknowledge(command);
    const meanwhile = await t.device.next(ANY_REQUEST, t.silenceSpan);
    t.check('one-outstanding', meanwhile, silence('second command'));
    await t.device.deliver(command, t.device.perform(command), 'CON');
    t.check('goes-on', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.ti.retransmit-command',
    title: 'repeats an unanswered command at doubling intervals, and goes on after an answer to a repetition',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §4.2, §4.8',
    needs: ['configure'],
  },
  async t => {
    const command = await withheldCommand(t);
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(3 * ackTimeout * ackRandomFactor + MARGIN_MS);
    const transmissions = t.device.transmissionsOf(command);
    const [first, second, third] = transmissions;
    const within = (factor: number) =>
      t.withinTolerance(factor * ackTimeout, factor * ackTimeout * ackRandomFactor);
    t.check(
      'transmissions',
      transmissions.length,
      satisfies('3', seen => seen === 3, 'message.missing'),
    );
    t.check('first-interval', interval(first, second), lateAsAdvice(within(1)));
    t.check('second-interval', interval(second, third), lateAsAdvice(within(2)));
    t.device.piggyback(command, t.device.perform(command));
    t.check('goes-on', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.ti.await-separate-answer',
    title: 'does not repeat a command that was acknowledged, and goes on after its separate answer',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §4.2, §5.2.2',
    needs: ['configure'],
  },
  async t => {
    const command = await withheldCommand(t);
    t.device.acknowledge(command);
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(ackTimeout * ackRandomFactor + MARGIN_MS);
    t.check('one-transmission', t.device.transmissionsOf(command).length, equals(1, 'message.unexpected'));
    t.check(
      'acknowledged',
      await t.device.deliver(command, t.device.perform(command), 'CON'),
      acknowledged(),
    );
    t.check('goes-on', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.stop-after-refused-write',
    title: 'does not finish the bootstrap of a device that has refused a Bootstrap-Write',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.finish-form',
    needs: ['configure'],
  },
  async t => {
    t.device.answer(WRITE, { code: '4.00' });
    await t.asked();
    t.check('write', await t.device.next(WRITE), arrives(WRITE.name));
    const finish = await t.device.next(BOOTSTRAP_FINISH, t.silenceSpan);
    t.check('no-finish', finish, silence('Bootstrap-Finish'));
    // Where there was one, its answer sets the event off.
    await t.clock.wait(t.silenceSpan / 4);
    t.reported('not-finished', t.events.join(', '), doesNotReport('bootstrapFinished'));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.stop-after-reset',
    title: 'neither repeats a command that was rejected nor finishes the bootstrap',
    requirements: ['HLF-019', 'HLF-036'],
    clause: 'RFC 7252 §4.2, TS 1.0 §5.2',
    twin: 'bootstrap.bv.finish-form',
    needs: ['configure'],
  },
  async t => {
    const command = await withheldCommand(t);
    t.device.reject(command);
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(ackTimeout * ackRandomFactor + MARGIN_MS);
    t.check('one-transmission', t.device.transmissionsOf(command).length, equals(1, 'message.unexpected'));
    const finish = await t.device.next(BOOTSTRAP_FINISH, t.silenceSpan);
    t.check('no-finish', finish, silence('Bootstrap-Finish'), { level: 'should' });
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.ti.give-up-silent-device',
    title: 'gives up on a device that has fallen silent, and serves it when it asks again',
    requirements: ['HLF-019', 'HLF-036'],
    clause: 'RFC 7252 §4.2, TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    t.device.answer(ANY_REQUEST, null, Number.POSITIVE_INFINITY);
    await t.asked();
    const command = await t.device.next(ANY_REQUEST);
    if (command.kind === 'silence') return t.inconclusive('preamble.no-response', 'no command came');
    const next = await t.device.next(BOOTSTRAP_FINISH, t.patience + t.silenceSpan);
    t.check('no-finish', next, silence('Bootstrap-Finish'), { level: 'should' });
    const most = 1 + t.parameters.maxRetransmit;
    const bounded = satisfies<number>(`${most} at most`, seen => seen <= most, 'message.unexpected');
    t.check('transmissions', t.device.transmissionsOf(command.message).length, bounded);
    t.device.endScript();
    t.check('later-request', await t.device.requestBootstrap([`ep=${t.endpoint}`]), code('2.04'));
    t.check('later-finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.begin-anew',
    title: 'begins anew for a device that asks again in the middle of its bootstrap',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    needs: ['configure'],
  },
  async t => {
    const { written } = await t.bootstrapped();
    // The device loses its power with the first write, and what it held with it.
    t.device.answer(bootstrapWrite(1), null);
    await t.askedAgain();
    const write = await t.device.next(bootstrapWrite(1));
    if (write.kind === 'silence') return t.inconclusive('preamble.no-response', 'no write to object 1 came');
    t.device.disregardPast();
    const outcome = await t.device.requestBootstrap([`ep=${t.endpoint}`]);
    t.check('response-code', outcome, code('2.04'));
    if (outcome.kind !== 'response') return;
    const anew = await t.finished(outcome.message);
    t.check('whole-sequence', anew.written, sameValues(written));
    t.check(
      'one-finish',
      await t.device.next(BOOTSTRAP_FINISH, t.silenceSpan),
      silence('second Bootstrap-Finish'),
    );
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bi.take-note-of-refused-finish',
    title:
      'does not take a bootstrap for done whose Bootstrap-Finish was answered 4.06, and serves the device again',
    requirements: ['HLF-019'],
    level: 'should',
    clause: 'TS 1.0 §5.2',
    twin: 'bootstrap.bv.finish-form',
    needs: ['configure'],
  },
  async t => {
    t.device.answer(BOOTSTRAP_FINISH, { code: '4.06' });
    await t.bootstrapped();
    t.check('nothing-after', await t.device.next(ANY_REQUEST, t.silenceSpan), silence('further command'));
    t.reported('not-finished', t.events.join(', '), doesNotReport('bootstrapFinished'));
    t.check('later-request', await t.device.requestBootstrap([`ep=${t.endpoint}`]), code('2.04'));
    t.check('later-finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
  },
);

bootstrapServerPurpose(
  {
    id: 'bootstrap.bv.initiated-by-server',
    title: 'bootstraps a device that has not asked for it, when it is told to',
    requirements: ['HLF-019'],
    clause: 'TS 1.0 §5.2',
    // From 1.1 on it is a server that triggers the request of the device (TS 1.1 §6.1.3).
    when: 'bootstrap.server-initiated && !lwm2m.1_1',
    needs: ['configure', 'trigger'],
  },
  async t => {
    await t.configure();
    await t.sut.trigger(t.endpoint, t.device.uri);
    t.check('command', await t.device.next(ANY_REQUEST), arrives('a command'));
    t.check('finish', await t.device.next(BOOTSTRAP_FINISH), arrives(BOOTSTRAP_FINISH.name));
    t.check('account', instancesOf(t.device.held.values, 1).length, equals(1));
  },
);

/** Everything that was to be deleted is; what else is deleted is the server's own choice. */
function deletes(...wanted: readonly string[]): Expectation<readonly ReceivedMessage[]> {
  return {
    expected: `Bootstrap-Delete of ${wanted.join(' and ')}`,
    judge: commands => {
      const paths = commands.map(pathOf);
      const received = paths.join(', ') || 'none';
      return wanted.every(path => paths.includes(path))
        ? { pass: true, received }
        : { pass: false, received, reason: 'message.missing' };
    },
  };
}

function count(values: Values): number {
  return Object.keys(values).length;
}

function doesNotReport(event: string) {
  return satisfies<string>(`no ${event}`, events => !events.includes(event));
}
