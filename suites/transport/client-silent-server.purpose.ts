import {
  BOOTSTRAP_REQUEST,
  type ClientContext,
  clientPurpose,
  type Expectation,
  equals,
  lateAsAdvice,
  REGISTER,
  type ReceivedMessage,
  satisfies,
} from '../../harness/touchstone.ts';
import { allTheSame } from './repeated-messages.ts';

/** Milliseconds by which timers of an operating system may be late. */
const JITTER = 100;
/** A server that says nothing, not even to repetitions. */
const NEVER = 1_000;

/** Milliseconds between one transmission and the next. */
function intervals(sent: readonly ReceivedMessage[]): readonly number[] {
  return sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? at));
}

/** Each interval is twice the one before (RFC 7252 §4.2). */
function doubling({ tolerance }: ClientContext): Expectation<readonly number[]> {
  return {
    expected: 'each interval twice the one before',
    judge: all => {
      const received = all.map(interval => `${(interval / 1000).toFixed(3)} s`).join(', ') || 'no interval';
      if (all.length < 2) return { pass: false, received, reason: 'message.missing' };
      const off = all.slice(1).map((interval, index) => interval / 2 - (all[index] ?? 0));
      const allowed = all.map(interval => interval * tolerance + JITTER / 2);
      if (off.some((by, index) => by < -(allowed[index] ?? 0)))
        return { pass: false, received, reason: 'timing.early' };
      if (off.some((by, index) => by > (allowed[index] ?? 0)))
        return { pass: false, received, reason: 'timing.late', level: 'should' };
      return { pass: true, received };
    },
  };
}

clientPurpose(
  {
    id: 'transport.ti.give-up-register',
    title:
      'repeats a Register that nobody answers as often as it may, at doubling intervals, and no more often',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §4.2, §4.8, §4.8.2',
  },
  async t => {
    t.server.answer(REGISTER, null, NEVER);
    await t.start();
    const arrival = await t.server.next(REGISTER);
    if (arrival.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    await t.clock.wait(t.patience + t.silenceSpan);
    const sent = t.server.transmissionsOf(arrival.message);
    const { maxRetransmit } = t.parameters;
    t.check('transmissions', sent.length, equals(1 + maxRetransmit, 'message.unexpected'));
    t.check('unchanged', sent, allTheSame());
    t.check('doubling', intervals(sent), doubling(t));
    // When to try again is the device's affair (TS 1.0 §5.3.1 says nothing); that it does so is what users count on.
    t.server.endScript();
    t.check('tries-again', (await t.server.next(REGISTER, 2 * t.patience)).kind, equals('arrived'), {
      level: 'should',
    });
  },
);

clientPurpose(
  {
    id: 'transport.ti.retransmit-bootstrap-request',
    title: 'repeats an unacknowledged Bootstrap-Request unchanged, after twice the time each time',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §4.2, §4.8; TS 1.0 §5.2',
    when: 'bootstrap.client-initiated',
    needs: ['startWith'],
  },
  async t => {
    const server = await t.bootstrapServer();
    server.answer(BOOTSTRAP_REQUEST, null, NEVER);
    await t.startWith([], { serverUri: server.uri, holdOff: 0 });
    const arrival = await server.next(BOOTSTRAP_REQUEST);
    if (arrival.kind === 'silence')
      return t.inconclusive('preamble.no-response', 'no Bootstrap-Request came');
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(3 * ackTimeout * ackRandomFactor + t.silenceSpan);
    const sent = server.transmissionsOf(arrival.message);
    const [first = 0] = intervals(sent);
    t.check(
      'repeated',
      sent.length,
      satisfies('3 transmissions or more', count => count >= 3, 'message.missing'),
    );
    t.check('unchanged', sent, allTheSame());
    t.check(
      'first-interval',
      first,
      lateAsAdvice(t.withinTolerance(ackTimeout, ackTimeout * ackRandomFactor)),
    );
    t.check('doubling', intervals(sent), doubling(t));
  },
);
