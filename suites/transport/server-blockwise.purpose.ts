import {
  arrives,
  blockIn,
  blockOption,
  blockSize,
  equals,
  firstOfSeveralBlocks,
  noFindings,
  OptionNumber,
  planBlocks,
  type ReceivedMessage,
  reportsCode,
  reportsValue,
  requestFor,
  type ServerContext,
  satisfies,
  serverPurpose,
  skip,
  stopAfter,
  text,
  withContent,
} from '../../harness/touchstone.ts';

/** Block-wise transfer is mandatory for servers (TS 1.0 §8.2). */
const READ = requestFor('get', '/3/0/0');
const WRITE = requestFor('put', '/3/0/15');
/** More than one block of the largest size, and not a multiple of any. */
const LONG = 'touchstone '.repeat(140);
const LARGEST = 6;
const SHORT = 'a name that takes more blocks of sixteen bytes than one';

serverPurpose(
  {
    id: 'transport.bv.send-large-write-in-blocks',
    title: 'writes a value that is longer than a datagram should be in blocks, without a gap',
    requirements: ['HLF-010', 'HLF-034', 'HLF-036'],
    clause: 'RFC 7959 §2.3, §2.5; RFC 7252 §4.6; TS 1.0 §5.4.3, §8.2',
    needs: ['write'],
  },
  async t => {
    await t.registered();
    const { request, answer } = await t.stimulate(WRITE, () => t.sut.write('/3/0/15', LONG));
    t.check('request', request, arrives('a Write (PUT /3/0/15)'));
    const [first] = t.device.received.filter(WRITE.matches);
    if (first !== undefined)
      t.check('in-blocks', { kind: 'arrived', message: first }, firstOfSeveralBlocks(), { level: 'should' });
    t.check('written', written(t), equals(LONG));
    t.reported('code', answer, reportsCode('2.04'));
    t.check('matching', t.device, noFindings());
  },
);

serverPurpose(
  {
    id: 'transport.bv.send-smaller-blocks',
    title: 'writes in smaller blocks to a device for which one was too large',
    level: 'should',
    requirements: ['HLF-010', 'HLF-034'],
    clause: 'RFC 7959 §2.9.3',
    needs: ['write'],
    revision: 2,
  },
  async t => {
    await t.registered();
    // Smaller than what it sends of its own accord, and 64 bytes at most.
    let small = 2;
    t.device.answerBlock(WRITE, request => {
      small = Math.min(small, (blockIn(request, OptionNumber.block1)?.block?.szx ?? LARGEST) - 1);
      const asked = { num: 0, more: false, szx: Math.max(small, 0) };
      return { code: '4.13', options: [blockOption(OptionNumber.block1, asked)] };
    });
    const answer = await t.sut.write('/3/0/15', LONG);
    if (small < 0) return t.inconclusive('preamble.refused', 'the server sends the smallest blocks anyway');
    t.check('written', written(t), equals(LONG));
    const [, ...later] = t.device.received.filter(WRITE.matches);
    const sizes = later.map(({ payload }) => payload.length);
    const smaller = satisfies<number[]>(
      `blocks of ${blockSize(small)} bytes at most`,
      all => all.every(size => size <= blockSize(small)),
      'payload.unexpected',
    );
    t.check('block-sizes', sizes, smaller);
    t.reported('code', answer, reportsCode('2.04'));
  },
);

serverPurpose(
  {
    id: 'transport.bv.fetch-large-content',
    title: 'fetches the rest of a value that comes in blocks, and shows the whole',
    requirements: ['HLF-027', 'HLF-034', 'HLF-036'],
    clause: 'RFC 7959 §2.4; TS 1.0 §5.4.1, §8.2',
    needs: ['read'],
  },
  async t => {
    t.device.model.set(3, 0, 0, { single: LONG });
    await t.registered();
    const answer = await t.sut.read('/3/0/0');
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/0', LONG));
    t.check('requests', t.device.received.filter(READ.matches).length, atLeast(2));
    t.check('matching', t.device, noFindings());
  },
);

serverPurpose(
  {
    id: 'transport.bv.fetch-small-blocks',
    title: 'fetches a value in the size of blocks that the device has chosen',
    requirements: ['HLF-027', 'HLF-034', 'HLF-036'],
    clause: 'RFC 7959 §2.4; TS 1.0 §5.4.1, §8.2',
    needs: ['read'],
    revision: 2,
  },
  async t => {
    await t.registered();
    const plan = planBlocks(Buffer.from(SHORT), 0);
    t.device.answerInBlocks(READ, withContent(text('')), plan);
    const answer = await t.sut.read('/3/0/0');
    t.reported('code', answer, reportsCode('2.05'));
    t.reported('value', answer, reportsValue('/3/0/0', SHORT));
    const requests = t.device.received.filter(READ.matches);
    t.check('requests', requests.length, atLeast(plan.length));
    t.check('offsets', requests.map(offsetAsked), oneBlockFurtherEach(16));
    t.check('matching', t.device, noFindings());
  },
);

serverPurpose(
  {
    id: 'transport.bi.block-left-out',
    title: 'shows no value that lacks a block, and goes on',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'RFC 7959 §2.4',
    twin: 'transport.bv.fetch-small-blocks',
    needs: ['read'],
  },
  async t => {
    await t.registered();
    t.device.answerInBlocks(READ, withContent(text('')), planBlocks(Buffer.from(SHORT), 0, skip(1)));
    const answer = await t.sut.read('/3/0/0');
    t.reported('no-gap', answer.values?.['/3/0/0'], noneOr(SHORT));
    t.device.endScript();
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsCode('2.05'));
  },
);

serverPurpose(
  {
    id: 'transport.bi.blocks-of-two-bodies',
    title: 'does not put blocks together whose entity tags say that they are of different values',
    level: 'should',
    requirements: ['HLF-027', 'HLF-034'],
    clause: 'RFC 7959 §2.4',
    twin: 'transport.bv.fetch-small-blocks',
    needs: ['read'],
  },
  async t => {
    const later = SHORT.toUpperCase();
    await t.registered();
    t.device.answerInBlocks(READ, tagged('before', SHORT), planBlocks(Buffer.from(SHORT), 0, stopAfter(1)));
    t.device.answerByBlock(READ, tagged('later', later), 0);
    const answer = await t.sut.read('/3/0/0');
    t.reported('no-mixture', answer.values?.['/3/0/0'], noneOr(later));
    t.reported('next-read', await t.sut.read('/3/0/0'), reportsValue('/3/0/0', later));
  },
);

/** What the device has at /3/0/15. */
function written({ device }: ServerContext): string {
  const content = device.model.resource(3, 0, 15)?.content;
  return content && 'single' in content ? String(content.single) : '';
}

/** 2.05 with an entity tag that tells this value from others. */
function tagged(tag: string, characters: string) {
  const { options = [], ...content } = withContent(text(characters));
  return { ...content, options: [{ number: OptionNumber.eTag, value: Buffer.from(tag) }, ...options] };
}

function atLeast(count: number) {
  return satisfies<number>(`${count} or more`, seen => seen >= count, 'message.missing');
}

/** Where the block begins that a request asks for, in bytes. */
function offsetAsked(request: ReceivedMessage): number {
  const { num, szx } = blockIn(request, OptionNumber.block2)?.block ?? { num: 0, szx: 0 };
  return num * blockSize(szx);
}

/** A request that is repeated asks for the same block once more. */
function oneBlockFurtherEach(size: number) {
  return satisfies<number[]>(
    `each ${size} bytes further than the one before`,
    offsets => [...new Set(offsets)].every((offset, index) => offset === index * size),
    'message.unexpected',
  );
}

function noneOr(whole: string) {
  type Shown = string | number | boolean | undefined;
  return satisfies<Shown>('no value, or the whole', shown => shown === undefined || shown === whole);
}
