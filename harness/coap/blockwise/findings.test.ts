import { describe, expect, test } from '@jest/globals';
import { FINDING_RULES, type FindingCode } from '../exchange/finding-rules.ts';
import type { Reply } from '../exchange/received-message.ts';
import type { Request } from '../exchange/request.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { pathOptions, uintOption } from '../message/options.ts';
import { twoEndpoints } from '../testing/two-endpoints.ts';
import { blockOption } from './block-option.ts';
import { alter, reorder, repeat, resize, skip } from './block-plan.ts';
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
  type Judged,
  upload,
} from './testing/misbehaving-pair.ts';

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
