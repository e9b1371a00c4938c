import {
  ANY_REQUEST,
  acknowledged,
  arrives,
  BOOTSTRAP_FINISH,
  type BootstrapServerContext,
  bootstrapServerPurpose,
  bootstrapWrite,
  code,
  equals,
  lateAsAdvice,
  type ReceivedMessage,
  satisfies,
  silence,
} from '../../harness/touchstone.ts';
import { doesNotReport, sameValues } from './values.ts';

const MARGIN_MS = 1000;
const WRITE = bootstrapWrite();

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
    twin: 'bootstrap.ti.await-separate-answer',
    needs: ['configure'],
  },
  async t => {
    t.device.answer(WRITE, { code: '4.00' });
    await t.asked();
    const write = await t.device.next(WRITE);
    if (write.kind === 'silence') return t.inconclusive('preamble.no-response', 'no Bootstrap-Write came');
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
    twin: 'bootstrap.ti.await-separate-answer',
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
