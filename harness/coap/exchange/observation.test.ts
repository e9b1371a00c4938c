import { describe, expect, test } from '@jest/globals';
import { EMPTY, METHODS } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { hasOption, uintOption, uintValue } from '../message/options.ts';
import { type RawPeer, rawPeer } from '../testing/raw-peer.ts';
import { type TwoEndpoints, twoEndpoints } from '../testing/two-endpoints.ts';
import { FINDING_RULES, type FindingCode } from './finding-rules.ts';
import { freshUntil } from './observe-order.ts';
import type { Delivery } from './request.ts';

const TOKEN = Uint8Array.of(0xab);
const TEXT = uintOption(OptionNumber.contentFormat, 0);
const OPAQUE = uintOption(OptionNumber.contentFormat, 42);
const observe = (value: number) => uintOption(OptionNumber.observe, value);
const observing = (value: 0 | 1) =>
  ({ method: METHODS.get, token: TOKEN, options: [observe(value)] }) as const;

/** What a scene lets the observed peer do. */
interface Observed extends TwoEndpoints {
  readonly peer: RawPeer;
  readonly seen: number[];
  notify(change?: Partial<CoapMessage>): Promise<void>;
  request(value: 0 | 1): Promise<unknown>;
  forget(): void;
}

type Script = (scene: Observed) => Promise<unknown>;

/** An observation that was accepted with Observe 10 and Content-Format 0. */
async function play(script: Script, refused = false): Promise<Observed> {
  const two = await twoEndpoints();
  const { clock, client } = two;
  const peer = await rawPeer(two.network);
  let messageId = 100;
  const seen: number[] = [];
  peer.react(({ code, messageId: asked, token, options }) => {
    if (code !== METHODS.get) return;
    const registers = uintValue({ options }, OptionNumber.observe) === 0;
    const accepted = registers && !refused ? [observe(10)] : [];
    peer.send(client.address, {
      ...{ type: 'ACK', code: '2.05', messageId: asked, token },
      ...{ options: [...accepted, TEXT], payload: Uint8Array.of(1) },
    });
  });
  const scene: Observed = {
    ...{ ...two, peer, seen, forget: () => {} },
    async notify(change = {}) {
      messageId += 1;
      const content = { token: TOKEN, payload: Uint8Array.of(1) };
      peer.send(client.address, { type: 'CON', code: '2.05', messageId, ...content, ...change });
      await clock.wait(10);
    },
    request: value => client.request(peer.address, observing(value)),
  };
  await clock.run(async () => {
    const forget = client.expectToken(peer.address, TOKEN, message =>
      seen.push(uintValue(message, OptionNumber.observe) ?? -1),
    );
    await scene.request(0);
    await script({ ...scene, forget });
  });
  return scene;
}

const numbered = (value: number, ...more: CoapMessage['options']) => ({
  options: [observe(value), TEXT, ...more],
});

const PROVOCATIONS: readonly (readonly [FindingCode, string, Script])[] = [
  [
    'observe.sequence-repeated',
    'the number of the response for the first notification',
    ({ notify }) => notify(numbered(10)),
  ],
  [
    'observe.sequence-repeated',
    'a number twice, 200 s apart',
    async ({ clock, notify }) => {
      await notify(numbered(11));
      await clock.wait(200_000);
      await notify(numbered(11));
    },
  ],
  ['observe.sequence-backwards', 'a lower number', ({ notify }) => notify(numbered(9))],
  [
    'observe.sequence-backwards',
    'a jump of more than half the numbers',
    ({ notify }) => notify(numbered(10 + 2 ** 23 + 1)),
  ],
  [
    'observe.success-without-observe',
    'a notification without the option',
    ({ notify }) => notify({ options: [TEXT] }),
  ],
  [
    'observe.content-format-changed',
    'another Content-Format',
    ({ notify }) => notify({ options: [observe(11), OPAQUE] }),
  ],
  [
    'observe.after-error',
    'a notification after an error',
    async ({ notify }) => {
      await notify({ code: '4.04', options: [], payload: new Uint8Array(0) });
      await notify(numbered(12));
    },
  ],
  [
    'observe.after-cancellation',
    'a notification long after the cancellation',
    async ({ clock, notify, request }) => {
      await request(1);
      await clock.wait(60_000);
      await notify(numbered(11));
    },
  ],
  [
    'observe.after-reset',
    'a third notification after two resets',
    async ({ client, peer, notify, forget }) => {
      forget();
      client.expectToken(peer.address, TOKEN, () => {}, 'reject');
      await client.request(peer.address, observing(0));
      await notify(numbered(11));
      await notify(numbered(12));
      await notify(numbered(13));
    },
  ],
];

const LEGAL: readonly (readonly [string, Script])[] = [
  [
    'rising numbers',
    async ({ notify }) => {
      for (const value of [11, 12, 500, 2 ** 23]) await notify(numbered(value));
    },
  ],
  [
    'a wrap of the numbers',
    async ({ clock, notify }) => {
      await notify(numbered(2 ** 23));
      await clock.wait(256_000);
      await notify(numbered(2 ** 24 - 1));
      await notify(numbered(0));
      await notify(numbered(1));
    },
  ],
  [
    'a lower number after 128 s',
    async ({ clock, notify }) => {
      await clock.wait(128_001);
      await notify(numbered(3));
    },
  ],
  [
    'a number that has gone round',
    async ({ clock, notify }) => {
      await notify(numbered(2 ** 23));
      await clock.wait(300_000);
      await notify(numbered(2 ** 23));
    },
  ],
  [
    'an error that ends it',
    ({ notify }) => notify({ code: '4.04', options: [], payload: new Uint8Array(0) }),
  ],
  [
    'a notification that says valid',
    ({ notify }) =>
      notify({
        code: '2.03',
        options: [observe(11), { number: OptionNumber.eTag, value: TOKEN }],
        payload: new Uint8Array(0),
      }),
  ],
  [
    'lower numbers after another registration',
    async ({ notify, request }) => {
      await notify(numbered(900));
      await request(0);
      await notify(numbered(11));
    },
  ],
  [
    'a notification when nobody listens any more',
    async ({ notify, forget }) => {
      forget();
      await notify(numbered(11));
    },
  ],
  [
    'what follows a request that was made by hand on the token',
    async ({ client, peer, notify }) => {
      const message = {
        type: 'CON',
        code: METHODS.get,
        messageId: 7,
        token: TOKEN,
        options: [observe(1)],
      } as const;
      client.transmit(peer.address, { ...message, payload: new Uint8Array(0) });
      await notify({ options: [TEXT] });
    },
  ],
];

describe('findings about observations', () => {
  test.each(PROVOCATIONS)('report %s for %s', async (code, _, script) => {
    const { findings } = await play(script);
    expect(findings.client).toMatchObject([{ code, ...FINDING_RULES[code] }]);
  });

  test.each(LEGAL)('say nothing about %s', async (_, script) => {
    const { findings } = await play(script);
    expect(findings.client).toEqual([]);
  });

  test('are provoked for every rule there is', () => {
    const rules = Object.keys(FINDING_RULES).filter(code => code.startsWith('observe.'));
    expect([...new Set(PROVOCATIONS.map(([code]) => code))].sort()).toEqual(rules.sort());
  });

  test('excuse a notification that a cancellation may have overtaken', async () => {
    const { findings } = await play(async ({ notify, request }) => {
      await request(1);
      await notify(numbered(11));
    });
    expect(findings.client).toMatchObject([{ code: 'observe.after-cancellation', level: 'should' }]);
  });

  test('take a second message under the token of a refused observation for a second response', async () => {
    const { findings } = await play(({ notify }) => notify({ options: [TEXT] }), true);
    expect(findings.client).toMatchObject([{ code: 'matching.second-response' }]);
  });
});

describe('freshUntil', () => {
  test.each([
    [[], 61_000],
    [[uintOption(OptionNumber.maxAge, 0)], 1_000],
    [[uintOption(OptionNumber.maxAge, 4_294_967_295)], 4_294_967_296_000],
  ])('adds Max-Age of %j to the arrival, 60 s without', (options, expected) => {
    const message = { type: 'NON', code: '2.05', messageId: 1, token: TOKEN, payload: TOKEN } as const;
    expect(freshUntil({ ...message, options, at: 1_000 })).toBe(expected);
  });
});

describe('confirmable notifications', () => {
  /** Three notifications while nothing is acknowledged until `acknowledgedFrom`. */
  async function notifyThrice(acknowledgedFrom: number): Promise<{
    readonly payloads: readonly number[];
    readonly ids: number;
    readonly times: readonly number[];
    readonly deliveries: readonly Delivery[];
  }> {
    const { clock, network, client, sentByClient } = await twoEndpoints();
    const peer = await rawPeer(network);
    peer.react(({ type, code, messageId }) => {
      if (type !== 'CON' || code === EMPTY || clock.now() < acknowledgedFrom) return;
      peer.send(client.address, { type: 'ACK', code: EMPTY, messageId });
    });
    const notify = (value: number): Promise<Delivery> =>
      client.notify(peer.address, TOKEN, {
        ...{ code: '2.05', options: [observe(value)], payload: Uint8Array.of(value) },
      });
    const deliveries = await clock.run(async () => {
      const first = notify(1);
      await clock.wait(500);
      const second = notify(2);
      await clock.wait(500);
      return Promise.all([first, second, notify(3)]);
    });
    const payloads = peer.received.map(({ payload }) => payload[0] ?? -1);
    const ids = new Set(peer.received.map(({ messageId }) => messageId)).size;
    const times = sentByClient.map(({ at }) => at);
    expect(peer.received.every(message => hasOption(message, OptionNumber.observe))).toBe(true);
    return { payloads, ids, times, deliveries };
  }

  test('follow one another when each is acknowledged', async () => {
    const { payloads, ids, deliveries } = await notifyThrice(0);
    expect(payloads).toEqual([1, 2, 3]);
    expect(ids).toBe(3);
    expect(deliveries).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  });

  test('give way to the newest state at the next retransmission, which keeps timer and count', async () => {
    const { payloads, ids, times, deliveries } = await notifyThrice(10_000);
    expect(new Set(payloads.slice(1))).toEqual(new Set([3]));
    expect(payloads[0]).toBe(1);
    expect(ids).toBe(2);
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
    gaps.slice(1).forEach((gap, index) => {
      expect(gap).toBeCloseTo(2 * (gaps[index] ?? 0), 6);
    });
    expect(deliveries).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  });

  test('are given up together after the last retransmission', async () => {
    const { payloads, deliveries } = await notifyThrice(Number.POSITIVE_INFINITY);
    expect(payloads).toEqual([1, 3, 3, 3, 3]);
    expect(deliveries).toEqual(['unacknowledged', 'unacknowledged', 'unacknowledged']);
  });
});
