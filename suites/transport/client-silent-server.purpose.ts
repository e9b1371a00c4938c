import {
  BOOTSTRAP_REQUEST,
  clientPurpose,
  equals,
  lateAsAdvice,
  REGISTER,
  satisfies,
} from '../../harness/touchstone.ts';
import { allTheSame, doubling, intervals } from './repeated-messages.ts';

/** A server that says nothing, not even to repetitions. */
const NEVER = 1_000;

clientPurpose(
  {
    id: 'transport.ti.give-up-register',
    title:
      'repeats a Register that nobody answers at growing intervals and no more often than it may, and tries again later',
    requirements: ['HLF-036', 'HLF-019'],
    clause: 'RFC 7252 §4.2, §4.8, §4.8.2',
    revision: 2,
  },
  async t => {
    t.server.answer(REGISTER, null, NEVER);
    await t.start();
    const arrival = await t.server.next(REGISTER);
    if (arrival.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    await t.clock.wait(t.patience + t.silenceSpan);
    const sent = t.server.transmissionsOf(arrival.message);
    const most = 1 + t.parameters.maxRetransmit;
    // It may give up before (RFC 7252 §4.2); that it repeats at all is transport.ti.retransmit-register's.
    const noMore = satisfies<number>(`${most} or fewer`, count => count <= most, 'message.unexpected');
    t.check('transmissions', sent.length, noMore);
    t.check('unchanged', sent, allTheSame());
    if (sent.length > 2) t.check('doubling', intervals(sent), doubling(t));
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
