import { describe, expect, test } from '@jest/globals';
import { FINDING_RULES, type FindingCode } from '../exchange/finding-rules.ts';
import type { MatchingFinding } from '../exchange/matching-finding.ts';
import type { Outcome, Reply } from '../exchange/received-message.ts';
import type { Request } from '../exchange/request.ts';
import { METHODS } from '../message/codes.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { pathOptions, uintOption } from '../message/options.ts';
import { twoEndpoints } from '../testing/two-endpoints.ts';
import { blockIn, blockOption } from './block-option.ts';
import {
  alter,
  answerPlanned,
  type Misbehaviour,
  planBlocks,
  reorder,
  repeat,
  resize,
  sendPlanned,
  skip,
  stopAfter,
} from './block-plan.ts';

const BLOCKWISE = { preferredSzx: 1, maxBody: 1_000 };
const BODY = Uint8Array.from({ length: 150 }, (_, index) => index);
const POST: Request = {
  method: METHODS.post,
  options: [...pathOptions('/1'), uintOption(OptionNumber.contentFormat, 42)],
};
const GET: Request = { method: METHODS.get, options: pathOptions('/1') };

interface Judged {
  readonly outcomes: readonly Outcome[];
  readonly findings: readonly MatchingFinding[];
  /** Bodies that the server's handler was given. */
  readonly bodies: readonly Uint8Array[];
}

/** A client that misbehaves towards a server that assembles. */
async function upload(...misbehaviours: Misbehaviour[]): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { server: BLOCKWISE } });
  const bodies: Uint8Array[] = [];
  server.serve(({ payload }) => {
    bodies.push(payload);
    return { code: '2.04' };
  });
  const outcomes = await clock.run(() =>
    sendPlanned(
      request => client.request(server.address, request),
      POST,
      planBlocks(BODY, 1, ...misbehaviours),
      true,
    ),
  );
  return { outcomes, findings: findings.server, bodies };
}

/** A server that misbehaves towards a client that assembles. */
async function download(request: Request, ...misbehaviours: Misbehaviour[]): Promise<Judged> {
  const reply = { code: '2.05', options: [{ number: OptionNumber.eTag, value: Uint8Array.of(1) }] } as const;
  const answer = answerPlanned(reply, planBlocks(BODY, 1, ...misbehaviours));
  return fetched(request, answer);
}

async function fetched(request: Request, answer: () => Reply | null): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { client: BLOCKWISE } });
  server.serve(answer);
  const outcome = await clock.run(() => client.request(server.address, request));
  return { outcomes: [outcome], findings: findings.client, bodies: [] };
}

/** A server that answers the blocks of an upload in its own way. */
async function answered(replies: readonly Reply[]): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { client: BLOCKWISE } });
  let position = 0;
  server.serve(() => replies[position++] ?? null);
  const outcome = await clock.run(() =>
    client.request(server.address, { ...POST, payload: BODY.subarray(0, 80) }),
  );
  return { outcomes: [outcome], findings: findings.client, bodies: [] };
}

function acknowledgement(code: Reply['code'], num: number, more: boolean, szx = 1): Reply {
  return { code, options: [blockOption(OptionNumber.block1, { num, more, szx })] };
}

const codes = ({ outcomes }: Judged): string[] =>
  outcomes.map(each => (each.kind === 'response' ? each.message.code : each.kind));
const found = ({ findings }: Judged): FindingCode[] => findings.map(({ code }) => code);
const CONTINUED = ['2.31', '2.31', '2.31', '2.31'];

const withObserve = (): Reply['options'] => [
  { number: OptionNumber.eTag, value: Uint8Array.of(1) },
  uintOption(OptionNumber.observe, 3),
];

/** How each finding is provoked. */
const PROVOCATIONS: readonly (readonly [FindingCode, () => Promise<Judged>])[] = [
  ['block.gap', () => upload(skip(1))],
  ['block.gap', () => upload(skip(0))],
  ['block.gap', () => upload(reorder(0, 2, 1, 3, 4))],
  [
    'block.repeated-differently',
    () =>
      upload(
        repeat(1),
        alter(2, () => ({ payload: new Uint8Array(32) })),
      ),
  ],
  [
    'block.content-format-changed',
    () =>
      upload(
        alter(2, () => ({ options: [...pathOptions('/1'), uintOption(OptionNumber.contentFormat, 0)] })),
      ),
  ],
  ['block.size-not-followed', () => upload(resize(2, BODY, 2))],
  ['block.wrong-number', () => download(GET, skip(1))],
  ['block.wrong-number', () => answered([acknowledgement('2.31', 1, true)])],
  [
    'block.size-grown',
    () =>
      download({
        ...GET,
        options: [...GET.options, blockOption(OptionNumber.block2, { num: 0, more: false, szx: 0 })],
      }),
  ],
  ['block.size-grown', () => answered([acknowledgement('2.31', 0, true, 2)])],
  ['block.missing-option', () => answered([{ code: '2.31' }])],
  ['block.missing-option', () => answered([{ code: '2.04' }])],
  ['block.missing-option', () => fetched(GET, inTurn([withBlock(0), { code: '2.05', payload: BODY }]))],
  [
    'block.more-after-last',
    () =>
      answered([
        acknowledgement('2.31', 0, true),
        acknowledgement('2.31', 1, true),
        acknowledgement('2.04', 2, true),
      ]),
  ],
  [
    'block.continue-at-end',
    () =>
      answered([
        acknowledgement('2.31', 0, true),
        acknowledgement('2.31', 1, true),
        acknowledgement('2.31', 2, false),
      ]),
  ],
  [
    'block.observe-on-later-block',
    () =>
      download(
        GET,
        alter(1, () => ({ options: withObserve() ?? [] })),
      ),
  ],
  [
    'block.beyond-end',
    () =>
      askServer({
        ...GET,
        options: [...GET.options, blockOption(OptionNumber.block2, { num: 99, more: false, szx: 1 })],
      }),
  ],
  ['block.never-complete', () => fetched(GET, changing())],
];

function withBlock(num: number): Reply {
  const block = blockOption(OptionNumber.block2, { num, more: true, szx: 1 });
  return { code: '2.05', options: [block], payload: BODY.subarray(num * 32, num * 32 + 32) };
}

function inTurn(replies: readonly Reply[]): () => Reply | null {
  let position = 0;
  return () => replies[position++] ?? null;
}

/** A body that is another one at every second request. */
function changing(): () => Reply {
  let requests = 0;
  return () => {
    const num = requests % 2;
    const { options = [], ...rest } = withBlock(num);
    const eTag = { number: OptionNumber.eTag, value: Uint8Array.of(requests++) };
    return { ...rest, options: [...options, eTag] };
  };
}

async function askServer(request: Request): Promise<Judged> {
  const { clock, client, server, findings } = await twoEndpoints({ blockwise: { server: BLOCKWISE } });
  server.serve(() => ({ code: '2.05', payload: BODY }));
  const outcome = await clock.run(() => client.request(server.address, { ...request, blockwise: false }));
  return { outcomes: [outcome], findings: findings.server, bodies: [] };
}

describe('block-wise findings', () => {
  test.each(PROVOCATIONS)('reports %s, with its clause and the frame in question', async (code, provoke) => {
    const { findings } = await provoke();
    const finding = findings.find(each => each.code === code);
    expect(finding).toMatchObject({ clause: FINDING_RULES[code].clause });
    expect(finding?.message).not.toContain('undefined');
  });

  test('provoke every block-wise rule there is', () => {
    const rules = Object.keys(FINDING_RULES).filter(code => code.startsWith('block.'));
    expect([...new Set(PROVOCATIONS.map(([code]) => code))].sort()).toEqual(rules.sort());
  });

  test('say nothing about a transfer that keeps to the rules', async () => {
    const up = await upload();
    expect(found(up)).toEqual([]);
    expect(codes(up)).toEqual([...CONTINUED, '2.04']);
    expect(up.bodies).toEqual([BODY]);
    const down = await download(GET);
    expect(found(down)).toEqual([]);
    expect(down.outcomes[0]).toMatchObject({ message: { payload: BODY, transfer: { complete: true } } });
  });

  test('say nothing about a body that has changed once while it was fetched', async () => {
    const [first, second] = [Uint8Array.of(1), Uint8Array.of(2)].map(value => ({
      number: OptionNumber.eTag,
      value,
    }));
    const step = (num: number, tag = first): Reply => {
      const { options = [], ...rest } = withBlock(num);
      return { ...rest, options: tag === undefined ? options : [...options, tag] };
    };
    const last = blockOption(OptionNumber.block2, { num: 1, more: false, szx: 1 });
    const end: Reply = {
      code: '2.05',
      options: second === undefined ? [last] : [last, second],
      payload: BODY.subarray(32, 40),
    };
    const judged = await fetched(GET, inTurn([step(0), step(1, second), step(0, second), end]));
    expect(found(judged)).toEqual([]);
    expect(judged.outcomes[0]).toMatchObject({ message: { payload: BODY.subarray(0, 40) } });
  });
});

describe('a server that assembles', () => {
  test.each([
    ['a block left out', [skip(2)], ['2.31', '2.31', '4.08', '4.08']],
    ['a missing first block', [skip(0)], ['4.08', '4.08', '4.08', '4.08']],
    [
      'a block of another length',
      [alter(1, () => ({ payload: BODY.subarray(0, 31) })), stopAfter(2)],
      ['2.31', '4.00'],
    ],
    [
      'an empty block that is not the last',
      [alter(1, () => ({ payload: new Uint8Array(0) })), stopAfter(2)],
      ['2.31', '4.00'],
    ],
    [
      'another Content-Format',
      [alter(1, () => ({ options: pathOptions('/1') })), stopAfter(2)],
      ['2.31', '4.08'],
    ],
    ['another resource', [alter(1, () => ({ options: pathOptions('/2') })), stopAfter(2)], ['2.31', '4.08']],
  ] as const)('refuses %s and hands nothing over', async (_, misbehaviours, expected) => {
    const judged = await upload(...misbehaviours);
    expect(codes(judged)).toEqual(expected);
    expect(judged.bodies).toEqual([]);
  });

  test.each([
    ['a block repeated under another message id', [repeat(1)], [...CONTINUED, '2.31', '2.04']],
    [
      'a token of its own for a block',
      [alter(2, () => ({ token: Uint8Array.of(9) }))],
      [...CONTINUED, '2.04'],
    ],
    ['a transfer that starts afresh', [reorder(0, 1, 0, 1, 2, 3, 4)], ['2.31', '2.31', ...CONTINUED, '2.04']],
    [
      'smaller blocks from the third on',
      [resize(2, BODY, 0)],
      ['2.31', '2.31', '2.31', '2.31', '2.31', '2.31', '2.31', '2.04'],
    ],
  ] as const)('takes %s, and the body once', async (_, misbehaviours, expected) => {
    const judged = await upload(...misbehaviours);
    expect(codes(judged)).toEqual(expected);
    expect(judged.bodies).toEqual([BODY]);
    expect(found(judged)).toEqual([]);
  });

  test('refuses a body beyond its limit with 4.13 and the limit, whether announced or not', async () => {
    const large = new Uint8Array(BLOCKWISE.maxBody + 1);
    for (const announced of [[], [uintOption(OptionNumber.size1, large.length)]]) {
      const { clock, client, server, faults } = await twoEndpoints({ blockwise: { server: BLOCKWISE } });
      server.serve(() => ({ code: '2.04' }));
      const request = { ...POST, options: [...POST.options, ...announced] };
      const outcomes = await clock.run(() =>
        sendPlanned(each => client.request(server.address, each), request, planBlocks(large, 1)),
      );
      expect(outcomes).toHaveLength(announced.length === 0 ? Math.floor(BLOCKWISE.maxBody / 32) + 1 : 1);
      expect(outcomes.at(-1)).toMatchObject({
        message: {
          code: '4.13',
          options: expect.arrayContaining([uintOption(OptionNumber.size1, BLOCKWISE.maxBody)]),
        },
      });
      expect(faults).toEqual([]);
    }
  });

  test.each([
    ['0f', '4.00'],
    ['00000012', '4.02'],
  ])('refuses a Block1 value of %s with %s', async (hex, code) => {
    const { clock, client, server } = await twoEndpoints({ blockwise: { server: BLOCKWISE } });
    server.serve(() => ({ code: '2.04' }));
    const outcome = await clock.run(async () => {
      const token = client.freshToken();
      return new Promise(resolve => {
        client.expectToken(server.address, token, resolve);
        const value = Buffer.from(hex, 'hex');
        const bytes = [
          0x48,
          0x02,
          0x12,
          0x34,
          ...token,
          (13 << 4) | value.length,
          27 - 13,
          ...value,
          0xff,
          1,
        ];
        client.sendBytes(server.address, Uint8Array.from(bytes));
      });
    });
    expect(outcome).toMatchObject({ code });
  });

  test('forgets an upload that has been idle for EXCHANGE_LIFETIME', async () => {
    const { clock, client, server, parameters } = await twoEndpoints({ blockwise: { server: BLOCKWISE } });
    server.serve(() => ({ code: '2.04' }));
    const plan = planBlocks(BODY, 1);
    const send = (position: number): Promise<readonly Outcome[]> =>
      sendPlanned(each => client.request(server.address, each), POST, plan.slice(position, position + 1));
    const answers = await clock.run(async () => {
      const first = await send(0);
      await clock.wait(parameters.exchangeLifetime - 100);
      const second = await send(1);
      await clock.wait(parameters.exchangeLifetime);
      return [...first, ...second, ...(await send(2))];
    });
    expect(codes({ outcomes: answers, findings: [], bodies: [] })).toEqual(['2.31', '2.31', '4.08']);
  });
});

describe('a client that transfers', () => {
  test('tries again in smaller blocks when 4.13 hints at them', async () => {
    const { clock, client, server, findings } = await twoEndpoints({ blockwise: { client: BLOCKWISE } });
    const sizes: (number | undefined)[] = [];
    server.serve(request => {
      const block = blockIn(request, OptionNumber.block1)?.block ?? null;
      sizes.push(block?.szx);
      if (block === null || block.szx > 0) return acknowledgement('4.13', 0, false, 0);
      return acknowledgement(block.more ? '2.31' : '2.04', block.num, block.more, 0);
    });
    const outcome = await clock.run(() =>
      client.request(server.address, { ...POST, payload: BODY.subarray(0, 40) }),
    );
    expect(outcome).toMatchObject({ message: { code: '2.04' } });
    expect(sizes).toEqual([1, 0, 0, 0]);
    expect(findings.client).toEqual([]);
  });

  test.each(['4.08', '4.13', '5.00'] as const)(
    'gives the error %s of a block as the response',
    async code => {
      const judged = await answered([acknowledgement('2.31', 0, true), { code }]);
      expect(codes(judged)).toEqual([code]);
      expect(found(judged)).toEqual([]);
    },
  );

  test('marks what it cannot complete', async () => {
    const judged = await download(GET, skip(1));
    expect(judged.outcomes[0]).toMatchObject({ message: { transfer: { complete: false } } });
  });

  test('resolves with silence when a block stays unanswered', async () => {
    expect(codes(await download(GET, stopAfter(2)))).toEqual(['silence']);
  });

  test('stops fetching at the limit of its memory', async () => {
    let num = 0;
    const judged = await fetched(GET, () => {
      const block = blockOption(OptionNumber.block2, { num: num++, more: true, szx: 1 });
      return { code: '2.05', options: [block], payload: new Uint8Array(32) };
    });
    expect(judged.outcomes[0]).toMatchObject({ message: { transfer: { complete: false } } });
    expect(num).toBe(Math.floor(BLOCKWISE.maxBody / 32) + 1);
  });
});
