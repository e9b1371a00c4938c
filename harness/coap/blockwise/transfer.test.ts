import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Outcome, ReceivedMessage } from '../exchange/received-message.ts';
import { METHODS } from '../message/codes.ts';
import { decodeMessage } from '../message/decode.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { hasOption, pathOptions, uintOption, uintValue } from '../message/options.ts';
import { type Fate, twoEndpoints } from '../testing/two-endpoints.ts';
import { blockOption } from './block-option.ts';

const szx = fc.nat(6);
const MAX_BODY = 65_536;
/** Thousands of messages take their time on a busy machine; nothing here is about that time. */
const GENEROUS = 120_000;

/** Lost at most twice in a row, so that of five transmissions of a message and their answers one pair survives. */
const fates: fc.Arbitrary<readonly Fate[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant<Fate>([0]) },
    { weight: 1, arbitrary: fc.constant<Fate>([]) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(900)) },
    { weight: 1, arbitrary: fc.tuple(fc.nat(40), fc.nat(5_000)) },
  ),
  { maxLength: 60 },
);

/** Mostly short, for speed; up to 20 KiB. Every byte depends on its place, so that blocks cannot change places unseen. */
const body = fc
  .tuple(
    fc.oneof(
      { weight: 8, arbitrary: fc.nat(700) },
      { weight: 1, arbitrary: fc.nat(20_480) },
      {
        weight: 1,
        arbitrary: fc.tuple(fc.nat(20), szx).map(([count, exponent]) => count * 2 ** (exponent + 4)),
      },
    ),
    fc.nat(255),
  )
  .map(([length, salt]) =>
    Uint8Array.from({ length }, (_, index) => (index * 31 + (index >> 8) * 7 + salt) & 0xff),
  );

/** As a network: the given fates, then no more trouble; never three losses in a row. */
function inTurn(given: readonly Fate[]): () => Fate {
  let index = 0;
  let lost = 0;
  return () => {
    const fate = given[index++] ?? [0];
    lost = fate.length === 0 ? lost + 1 : 0;
    return lost > 2 ? [0] : fate;
  };
}

function payloadOf(outcome: Outcome): Uint8Array {
  if (outcome.kind !== 'response') throw new Error(`no response: ${outcome.kind}`);
  return outcome.message.payload;
}

describe('block-wise transfer', () => {
  test('sends a body again in blocks that was too large in one piece (RFC 7959 §2.9.3)', async () => {
    const { clock, client, server } = await twoEndpoints({
      blockwise: {
        client: { preferredSzx: 6, maxBody: MAX_BODY },
        server: { preferredSzx: 6, maxBody: MAX_BODY },
      },
    });
    const sizes: number[] = [];
    server.interceptBlocks(({ payload }) => {
      sizes.push(payload.length);
      const hint = blockOption(OptionNumber.block1, { num: 0, more: false, szx: 1 });
      return payload.length > 32 ? { code: '4.13', options: [hint] } : undefined;
    });
    server.serve(({ payload }) => ({ code: '2.04', payload }));
    const sent = Uint8Array.from({ length: 70 }, (_, index) => index);
    const request = { method: METHODS.put, options: pathOptions('/1'), payload: sent };
    const outcome = await clock.run(() => client.request(server.address, request));
    expect(sizes).toEqual([70, 32, 32, 6]);
    expect(payloadOf(outcome)).toEqual(Buffer.from(sent));
  });

  test(
    'delivers any body intact and exactly once, both ways, through loss, delay and repetition',
    async () => {
      await fc.assert(
        fc.asyncProperty(body, body, szx, szx, fates, async (up, down, clientSzx, serverSzx, troubles) => {
          const { clock, client, server, faults, findings } = await twoEndpoints({
            blockwise: {
              client: { preferredSzx: clientSzx, maxBody: MAX_BODY },
              server: { preferredSzx: serverSzx, maxBody: MAX_BODY },
            },
            fate: inTurn(troubles),
          });
          const handled: Uint8Array[] = [];
          server.serve(({ payload }) => {
            handled.push(payload);
            return { code: '2.04', payload: down };
          });
          const options = [...pathOptions('/1'), uintOption(OptionNumber.contentFormat, 42)];
          const outcome = await clock.run(() =>
            client.request(server.address, { method: METHODS.post, options, payload: up }),
          );
          expect(faults).toEqual([]);
          expect(handled.map(each => Buffer.from(each).toString('hex'))).toEqual([
            Buffer.from(up).toString('hex'),
          ]);
          expect(Buffer.from(payloadOf(outcome)).equals(down)).toBe(true);
          const serious = [...findings.client, ...findings.server].filter(
            // A path that delays and repeats makes intervals short and long.
            ({ code }) => !code.startsWith('matching.retransmission-'),
          );
          expect(serious).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
    GENEROUS,
  );

  test.each([0, 1, 2, 3, 4, 5, 6])(
    'moves a body whose length is around a multiple of the blocks of size exponent %i',
    async exponent => {
      const size = 2 ** (exponent + 4);
      for (const length of [0, 1, size - 1, size, size + 1, 2 * size - 1, 2 * size, 2 * size + 1]) {
        const parameters = { preferredSzx: exponent, maxBody: MAX_BODY };
        const { clock, client, server, sentByClient, findings } = await twoEndpoints({
          blockwise: { client: parameters, server: parameters },
        });
        server.serve(({ payload }) => ({ code: '2.04', payload }));
        const payload = Uint8Array.from({ length }, (_, index) => index & 0xff);
        const outcome = await clock.run(() =>
          client.request(server.address, { method: METHODS.post, options: [], payload }),
        );
        expect(payloadOf(outcome)).toEqual(payload);
        const blocks = Math.max(1, Math.ceil(length / size));
        expect(sentByClient).toHaveLength(blocks + blocks - 1);
        expect(findings).toEqual({ client: [], server: [] });
      }
    },
  );

  test('lets transfers from two peers and to two paths run side by side', async () => {
    const parameters = { preferredSzx: 1, maxBody: MAX_BODY };
    const { clock, client, server, faults } = await twoEndpoints({
      parameters: { ...(await twoEndpoints()).parameters, nstart: 4 },
      blockwise: { client: parameters, server: parameters },
    });
    server.serve(({ payload }) => ({ code: '2.04', payload }));
    const bodies = [3, 5, 7].map(seed =>
      Uint8Array.from({ length: 500 }, (_, index) => (index * seed) & 0xff),
    );
    const outcomes = await clock.run(() =>
      Promise.all(
        bodies.map((payload, index) =>
          client.request(server.address, { method: METHODS.put, options: pathOptions(`/${index}`), payload }),
        ),
      ),
    );
    expect(outcomes.map(payloadOf)).toEqual(bodies);
    expect(faults).toEqual([]);
  });

  test('gives a single block to who asks for a single block', async () => {
    const parameters = { preferredSzx: 6, maxBody: MAX_BODY };
    const { clock, client, server } = await twoEndpoints({
      blockwise: { client: parameters, server: parameters },
    });
    const whole = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);
    server.serve(() => ({ code: '2.05', payload: whole }));
    const asked = blockOption(OptionNumber.block2, { num: 3, more: false, szx: 2 });
    const outcome = await clock.run(() =>
      client.request(server.address, { method: METHODS.get, options: [asked] }),
    );
    expect(payloadOf(outcome)).toEqual(whole.subarray(192, 256));
  });

  test('fetches with the smaller size that the first request asks for', async () => {
    const parameters = { preferredSzx: 6, maxBody: MAX_BODY };
    const { clock, client, server, sentByClient } = await twoEndpoints({
      blockwise: { client: parameters, server: parameters },
    });
    const whole = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);
    server.serve(() => ({ code: '2.05', payload: whole }));
    const asked = blockOption(OptionNumber.block2, { num: 0, more: false, szx: 2 });
    const outcome = await clock.run(() =>
      client.request(server.address, { method: METHODS.get, options: [asked] }),
    );
    expect(payloadOf(outcome)).toEqual(whole);
    expect(sentByClient).toHaveLength(5);
  });

  test('completes the first response and the notifications of an observation with plain requests', async () => {
    const parameters = { preferredSzx: 1, maxBody: MAX_BODY };
    const { clock, client, server, sentByClient, faults, findings } = await twoEndpoints({
      blockwise: { client: parameters, server: parameters },
    });
    let state = new Uint8Array(100).fill(1);
    let observed = new Uint8Array(0);
    server.serve(({ token, options }) => {
      const registers = options.some(({ number }) => number === OptionNumber.observe);
      if (registers) observed = Uint8Array.from(token);
      return {
        code: '2.05',
        options: registers ? [uintOption(OptionNumber.observe, 1)] : [],
        payload: state,
      };
    });
    const token = client.freshToken();
    const seen: ReceivedMessage[] = [];
    client.expectToken(server.address, token, message => seen.push(message));
    const options = [uintOption(OptionNumber.observe, 0), ...pathOptions('/3/0')];
    const first = await clock.run(async () => {
      const outcome = await client.request(server.address, { method: METHODS.get, token, options });
      for (const [sequence, length] of [
        [2, 70],
        [3, 20],
        [4, 130],
      ] as const) {
        state = new Uint8Array(length).fill(sequence);
        const reply = {
          code: '2.05',
          options: [uintOption(OptionNumber.observe, sequence)],
          payload: state,
        } as const;
        await server.notify(client.address, observed, reply);
        await clock.wait(100);
      }
      return outcome;
    });
    expect(payloadOf(first)).toEqual(new Uint8Array(100).fill(1));
    expect(seen.map(({ payload }) => payload)).toEqual([
      new Uint8Array(70).fill(2),
      new Uint8Array(20).fill(3),
      new Uint8Array(130).fill(4),
    ]);
    expect(seen.map(message => uintValue(message, OptionNumber.observe))).toEqual([2, 3, 4]);
    const observing = sentByClient.flatMap(({ bytes }) => {
      const { message } = decodeMessage(bytes);
      return message !== null && hasOption(message, OptionNumber.observe) ? [message] : [];
    });
    expect(observing).toHaveLength(1);
    expect({ faults, findings }).toEqual({ faults: [], findings: { client: [], server: [] } });
  });

  test('drops a notification whose rest is still being fetched when a newer one comes', async () => {
    const parameters = { preferredSzx: 0, maxBody: MAX_BODY };
    const { clock, client, server } = await twoEndpoints({
      blockwise: { client: parameters, server: parameters },
    });
    let state = Uint8Array.of(0);
    server.serve(() => ({ code: '2.05', options: [uintOption(OptionNumber.observe, 1)], payload: state }));
    const token = client.freshToken();
    const seen: number[] = [];
    client.expectToken(server.address, token, ({ payload }) => seen.push(payload[0] ?? -1));
    await clock.run(async () => {
      const options = [uintOption(OptionNumber.observe, 0)];
      await client.request(server.address, { method: METHODS.get, token, options });
      for (const sequence of [2, 3]) {
        state = new Uint8Array(400).fill(sequence);
        const options = [uintOption(OptionNumber.observe, sequence)];
        void server.respond(client.address, token, { code: '2.05', options, payload: state }, 'NON');
        await clock.wait(10);
      }
      await clock.wait(1_000);
    });
    expect(seen).toEqual([3]);
  });
});
