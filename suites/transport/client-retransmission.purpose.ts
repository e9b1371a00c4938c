import { clientPurpose, lateAsAdvice, REGISTER, satisfies } from '../../harness/touchstone.ts';

/** Milliseconds by which timers of an operating system may be late. */
const JITTER = 100;

clientPurpose(
  {
    id: 'transport.ti.retransmit-register',
    title: 'repeats an unacknowledged Register unchanged, after twice the time each time',
    requirements: ['HLF-036'],
    clause: 'RFC 7252 §4.2, §4.8',
    revision: 2,
  },
  async t => {
    // Never acknowledged, its repetitions included.
    t.server.answer(REGISTER, null);
    await t.start();
    const first = await t.server.next(REGISTER);
    if (first.kind === 'silence') return t.inconclusive('preamble.not-registered', 'no Register came');
    const { ackTimeout, ackRandomFactor } = t.parameters;
    const longest = ackTimeout * ackRandomFactor;
    await t.clock.wait(3 * longest + t.silenceSpan);
    const sent = t.server.transmissionsOf(first.message);
    t.check(
      'repeated-twice',
      sent.length,
      satisfies('3 transmissions or more', count => count >= 3, 'message.missing'),
    );
    const bytes = new Set(
      sent.map(each => JSON.stringify([each.code, each.token, each.options, each.payload])),
    );
    t.check(
      'unchanged',
      bytes.size,
      satisfies('one content', contents => contents === 1, 'exchange.mismatch'),
    );
    const [firstAt = 0, secondAt = Number.NaN, thirdAt = Number.NaN] = sent.map(({ at }) => at);
    const gap = secondAt - firstAt;
    const earliest = ackTimeout - t.heldUp(first.message);
    t.check('first-gap', gap, lateAsAdvice(t.withinTolerance(earliest, longest)));
    t.check('doubled', thirdAt - secondAt, t.withinTolerance(2 * gap - JITTER, 2 * gap + JITTER));
  },
);
