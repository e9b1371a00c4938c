import { describe, expect, test } from '@jest/globals';
import { blockOption } from '../blockwise/block-option.ts';
import { METHODS } from '../message/codes.ts';
import type { CoapOption } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { pathOf, pathOptions } from '../message/options.ts';
import { type TwoEndpoints, twoEndpoints } from '../testing/two-endpoints.ts';
import type { PayloadInspection } from './own-payloads.ts';
import type { Reply } from './received-message.ts';

const BAD = Uint8Array.of(0xbd);
const GOOD = Uint8Array.of(0x60);
const TOKEN = Uint8Array.of(7);
const bad: Reply = { code: '2.05', payload: BAD };

/** Objects to every payload that begins with 0xbd. */
const objecting: PayloadInspection = ({ payload }) => {
  if (payload[0] === 0xbd) throw new RangeError('bad payload');
};

type Path = (two: TwoEndpoints, wrong: { readonly malformed?: true; readonly illegal?: true }) => unknown;

/** Every way in which a payload can leave an endpoint. */
const PATHS: readonly [string, Path][] = [
  ['in a request', (two, wrong) => two.client.request(two.server.address, put(wrong))],
  ['in blocks', (two, wrong) => two.client.request(two.server.address, put(wrong, 40))],
  [
    'as a separate response',
    (two, wrong) => two.server.respond(two.client.address, TOKEN, { ...bad, ...wrong }, 'NON'),
  ],
  ['as a notification', (two, wrong) => two.server.notify(two.client.address, TOKEN, { ...bad, ...wrong })],
  [
    'where the reaction is awaited',
    (two, wrong) => two.server.deliver(two.client.address, TOKEN, { ...bad, ...wrong }, 'NON'),
  ],
  ['as an answer', (two, wrong) => ask(two, () => ({ ...bad, ...wrong }))],
  ['as a late answer', (two, wrong) => ask(two, async () => ({ ...bad, ...wrong }))],
  [
    'as an answer to one block',
    (two, wrong) => {
      two.server.interceptBlocks(() => ({ ...bad, ...wrong }));
      return ask(two, () => ({ code: '2.05' }));
    },
  ],
];

describe('the payloads of an endpoint', () => {
  test.each(PATHS)('are stopped %s where the inspection objects, and told as a fault', async (_, path) => {
    const two = await play(path, {});
    expect(String(two.faults[0])).toBe('RangeError: bad payload');
    const left = [...two.sentByClient, ...two.sentByServer].filter(({ bytes }) => bytes.includes(0xbd));
    expect(left).toEqual([]);
  });

  test.each(PATHS)('leave %s where they are wrong on purpose', async (_, path) => {
    const two = await play(path, { malformed: true });
    expect(two.faults).toEqual([]);
    const left = [...two.sentByClient, ...two.sentByServer].filter(({ bytes }) => bytes.includes(0xbd));
    expect(left).not.toEqual([]);
  });

  test('are inspected together with the request that they answer, a notification with what it observes', async () => {
    const seen: string[] = [];
    const two = await twoEndpoints({
      inspectPayload: ({ code }, request) =>
        void seen.push(`${code} ${request === null ? '-' : pathOf(request)}`),
    });
    two.server.serve(() => ({ code: '2.05', payload: GOOD }));
    await two.clock.run(async () => {
      await two.client.request(two.server.address, {
        method: METHODS.get,
        token: TOKEN,
        options: pathOptions('/3/0'),
      });
      two.client.expectToken(two.server.address, TOKEN, () => {});
      await two.server.notify(two.client.address, TOKEN, { code: '2.05', payload: GOOD });
      await two.server.notify(two.client.address, Uint8Array.of(8), { code: '2.05', payload: GOOD });
    });
    expect(seen).toEqual(['0.01 -', '2.05 /3/0', '2.05 /3/0', '2.05 -']);
  });

  test('are not inspected block by block', async () => {
    const two = await twoEndpoints({ inspectPayload: objecting });
    const block = blockOption(OptionNumber.block1, { num: 1, more: false, szx: 0 });
    const request = two.client.request(two.server.address, { ...put({}, 1, [block]), within: 10 });
    await two.clock.run(() => request);
    expect(two.faults).toEqual([]);
  });
});

async function play(path: Path, wrong: Parameters<Path>[1]): Promise<TwoEndpoints> {
  const blocks = { preferredSzx: 0, maxBody: 1_000 };
  const two = await twoEndpoints({
    inspectPayload: objecting,
    blockwise: { client: blocks, server: blocks },
  });
  await two.clock.run(async () => Promise.race([path(two, wrong), two.clock.wait(10_000)])).catch(() => {});
  return two;
}

function put(
  wrong: { readonly malformed?: true; readonly illegal?: true },
  length = 1,
  more: readonly CoapOption[] = [],
) {
  const payload = new Uint8Array(length).fill(0xbd);
  return { method: METHODS.put, options: [...pathOptions('/3/0'), ...more], payload, ...wrong };
}

function ask(two: TwoEndpoints, handler: Parameters<TwoEndpoints['server']['serve']>[0]): unknown {
  two.server.serve(handler);
  return two.client.request(two.server.address, { method: METHODS.get, options: pathOptions('/3/0') });
}
