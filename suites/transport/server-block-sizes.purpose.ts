import {
  blockIn,
  blockSize,
  equals,
  OptionNumber,
  planBlocks,
  type ReceivedMessage,
  reportsCode,
  reportsNoSuccess,
  reportsValue,
  requestFor,
  satisfies,
  serverPurpose,
  text,
  withContent,
} from '../../harness/touchstone.ts';

const READ = requestFor('get', '/3/0/0');
/** Longer than the largest block, and not a multiple of any. */
const LONG = 'A name that goes on and on. '.repeat(45);
/** What a SUT may take beyond the largest interval, milliseconds. */
const MARGIN_MS = 500;

for (const szx of [0, 1, 2, 3, 4, 5, 6]) {
  serverPurpose(
    {
      id: `transport.bv.fetch-blocks-of-${blockSize(szx)}`,
      title: `fetches a value in blocks of ${blockSize(szx)} bytes, and shows the whole`,
      requirements: ['HLF-027', 'HLF-036'],
      clause: 'RFC 7959 §2.4; TS 1.0 §5.4.1, §8.2',
      needs: ['read'],
    },
    async t => {
      await t.registered();
      t.device.answerByBlock(READ, withContent(text(LONG)), szx);
      const answer = await t.sut.read('/3/0/0');
      t.reported('code', answer, reportsCode('2.05'));
      t.reported('value', answer, reportsValue('/3/0/0', LONG));
    },
  );
}

serverPurpose(
  {
    id: 'transport.ti.fetch-with-loss',
    title: 'asks for a block again that got lost, and shows the whole',
    requirements: ['HLF-027', 'HLF-036'],
    clause: 'RFC 7252 §4.2; RFC 7959 §2.4',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const plan = planBlocks(Buffer.from(LONG.slice(0, 600)), 4);
    const body = withContent(text(LONG.slice(0, 600)));
    t.device.answerInBlocks(READ, body, plan.slice(0, 1));
    const isSecond = { name: 'a GET of a later block', matches: isLaterBlock };
    const { request, answering } = await t.withheld(isSecond, () => t.sut.read('/3/0/0'));
    const { ackTimeout, ackRandomFactor } = t.parameters;
    await t.clock.wait(ackTimeout * ackRandomFactor + MARGIN_MS);
    const times = t.device.transmissionsOf(request).length;
    t.check(
      'asked-again',
      times,
      satisfies<number>('2 or more', count => count > 1, 'message.missing'),
    );
    t.device.answerByBlock(READ, body, 4);
    const [, second] = plan;
    const options = [
      ...(body.options ?? []),
      { number: OptionNumber.block2, value: Uint8Array.of((1 << 4) | 8 | 4) },
    ];
    t.device.piggyback(request, { code: '2.05', options, payload: second?.payload ?? new Uint8Array(0) });
    t.reported('value', await answering, reportsValue('/3/0/0', LONG.slice(0, 600)));
  },
);

serverPurpose(
  {
    id: 'transport.bi.refused-block',
    title: 'shows no success when a device refuses to give the rest of a value, and goes on',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'RFC 7959 §2.4, §2.9',
    twin: 'transport.bv.fetch-blocks-of-256',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    const isLater = { name: 'a GET of a later block', matches: isLaterBlock };
    t.device.answerInBlocks(READ, withContent(text(LONG)), planBlocks(Buffer.from(LONG), 4).slice(0, 1));
    const { request, answering } = await t.withheld(isLater, () => t.sut.read('/3/0/0'));
    // By hand: the endpoint would take the refusal for the body that is asked for.
    t.device.piggyback(request, { code: '4.08' });
    t.device.answer(READ, { code: '4.08' }, Number.POSITIVE_INFINITY);
    const answer = await answering;
    t.reported('no-success', answer, reportsNoSuccess());
    t.reported('no-part', answer.values?.['/3/0/0'] ?? null, equals<string | number | boolean | null>(null));
    t.device.endScript();
    t.device.answer(READ, withContent(text('short')));
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', 'short'));
  },
);

function isLaterBlock(message: ReceivedMessage): boolean {
  return READ.matches(message) && (blockIn(message, OptionNumber.block2)?.block?.num ?? 0) > 0;
}
