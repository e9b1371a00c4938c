import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../exchange/received-message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { pathOptions, uintOption } from '../message/options.ts';
import { twoEndpoints } from '../testing/two-endpoints.ts';
import { blockIn, blockOption } from './block-option.ts';
import { alter, planBlocks, reorder, repeat, resize, sendPlanned, skip, stopAfter } from './block-plan.ts';
import {
  acknowledgement,
  answered,
  BLOCKWISE,
  BODY,
  CONTINUED,
  codes,
  download,
  fetched,
  found,
  GET,
  POST,
  upload,
} from './testing/misbehaving-pair.ts';

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

describe('interceptBlocks', () => {
  test('answers one block differently and leaves the others to the transfer', async () => {
    const { clock, client, server } = await twoEndpoints({
      blockwise: { client: BLOCKWISE, server: BLOCKWISE },
    });
    server.serve(() => ({ code: '2.04' }));
    server.interceptBlocks(request =>
      blockIn(request, OptionNumber.block1)?.block?.num === 2 ? { code: '4.08' } : undefined,
    );
    const outcome = await clock.run(() => client.request(server.address, { ...POST, payload: BODY }));
    expect(outcome).toMatchObject({ message: { code: '4.08' } });
    expect(await clock.run(() => client.request(server.address, POST))).toMatchObject({
      message: { code: '2.04' },
    });
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
