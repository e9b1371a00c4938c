import { describe, expect, test } from '@jest/globals';
import { METHODS } from '../message/codes.ts';
import { decodeMessage } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage } from '../message/message.ts';
import { OptionNumber } from '../message/option-registry.ts';
import { pathOptions, uintOption } from '../message/options.ts';
import { type Sent, twoEndpoints } from '../testing/two-endpoints.ts';
import type { Outcome } from './received-message.ts';

const GET = { method: METHODS.get, options: pathOptions('/3/0/0') };
const CONTENT = { code: '2.05', payload: Buffer.from('x') } as const;

describe('CoapEndpoint', () => {
  test('answers a confirmable request in its acknowledgement, with its token', async () => {
    const { clock, client, server } = await twoEndpoints();
    server.serve(() => CONTENT);
    const outcome = await clock.run(() => client.request(server.address, GET));
    expect(outcome).toMatchObject({ kind: 'response', message: { type: 'ACK', code: '2.05' } });
  });

  test('retransmits an unanswered request with growing gaps and gives up after MAX_TRANSMIT_WAIT', async () => {
    const { clock, client, server, sentByClient, losses, parameters } = await twoEndpoints();
    losses.client = Number.POSITIVE_INFINITY;
    const outcome = await clock.run(() => client.request(server.address, GET));
    expect(outcome).toMatchObject({ kind: 'silence', waited: parameters.maxTransmitWait });
    expect(sentByClient).toHaveLength(1 + parameters.maxRetransmit);
    expect(new Set(sentByClient.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).size).toBe(1);
    const gaps = sentByClient.slice(1).map(({ at }, index) => at - (sentByClient[index]?.at ?? 0));
    const [first = 0] = gaps;
    expect(first).toBeGreaterThanOrEqual(parameters.ackTimeout);
    expect(first).toBeLessThanOrEqual(parameters.ackTimeout * parameters.ackRandomFactor);
    gaps.forEach((gap, index) => {
      expect(gap).toBeCloseTo(first * 2 ** index, 6);
    });
  });

  test('runs the handler once for a duplicate and repeats the same answer', async () => {
    const { clock, client, server, losses, sentByServer } = await twoEndpoints();
    let runs = 0;
    server.serve(() => {
      runs += 1;
      return { code: '2.04', payload: Buffer.from(String(runs)) };
    });
    losses.server = 1;
    const outcome = await clock.run(() => client.request(server.address, { ...GET, method: METHODS.post }));
    expect(outcome.kind).toBe('response');
    expect(runs).toBe(1);
    expect(sentByServer).toHaveLength(2);
    expect(sentByServer[1]?.bytes).toEqual(sentByServer[0]?.bytes);
  });

  test('takes a message id as new again after EXCHANGE_LIFETIME', async () => {
    const { clock, client, server, parameters } = await twoEndpoints();
    let runs = 0;
    server.serve(() => {
      runs += 1;
      return CONTENT;
    });
    const bytes = encodeMessage({ ...message('CON', METHODS.get), options: GET.options });
    await clock.run(async () => {
      client.sendBytes(server.address, bytes);
      await clock.wait(parameters.exchangeLifetime - 10);
      client.sendBytes(server.address, bytes);
      await clock.wait(5);
      expect(runs).toBe(1);
      await clock.wait(20);
      client.sendBytes(server.address, bytes);
      await clock.wait(5);
    });
    expect(runs).toBe(2);
  });

  test('acknowledges first and answers separately when the handler takes its time', async () => {
    const { clock, client, server, sentByServer, sentByClient } = await twoEndpoints();
    server.serve(async () => {
      await clock.wait(10_000);
      return CONTENT;
    });
    const outcome = await clock.run(async () => {
      const answered = await client.request(server.address, GET);
      await clock.wait(10);
      return answered;
    });
    expect(outcome).toMatchObject({ kind: 'response', message: { type: 'CON', code: '2.05' } });
    expect(types(sentByServer)).toEqual(['ACK 0.00', 'CON 2.05']);
    expect(types(sentByClient)).toEqual(['CON 0.01', 'ACK 0.00']);
  });

  test('answers a ping with a Reset', async () => {
    const { clock, client, server } = await twoEndpoints();
    const outcome = await clock.run(() => client.ping(server.address));
    expect(outcome).toMatchObject({ kind: 'reset', message: { type: 'RST', code: '0.00' } });
  });

  test('rejects a response that nobody waits for', async () => {
    const { clock, client, server } = await twoEndpoints();
    const delivery = await clock.run(() =>
      server.respond(client.address, Uint8Array.of(1, 2), CONTENT, 'CON'),
    );
    expect(delivery).toBe('reset');
  });

  test('delivers notifications and keeps delivering them while a cancellation is on its way', async () => {
    const { clock, client, server } = await twoEndpoints();
    const token = client.freshToken();
    const seen: string[] = [];
    client.expectToken(server.address, token, ({ payload }) => seen.push(Buffer.from(payload).toString()));
    server.serve(async () => {
      await clock.wait(3000);
      return { code: '2.05', payload: Buffer.from('cancelled') };
    });
    const outcome = await clock.run(async () => {
      const cancelling = client.request(server.address, {
        method: METHODS.get,
        token,
        options: [uintOption(OptionNumber.observe, 1)],
      });
      const options = [uintOption(OptionNumber.observe, 7)];
      await server.respond(
        client.address,
        token,
        { code: '2.05', options, payload: Buffer.from('late') },
        'CON',
      );
      return cancelling;
    });
    expect(seen).toEqual(['late']);
    expect(payload(outcome)).toBe('cancelled');
  });

  test('rejects notifications of a token that it was told to reject', async () => {
    const { clock, client, server } = await twoEndpoints();
    const token = client.freshToken();
    let seen = 0;
    client.expectToken(server.address, token, () => seen++, 'reject');
    const delivery = await clock.run(() => server.respond(client.address, token, CONTENT, 'CON'));
    expect(delivery).toBe('reset');
    expect(seen).toBe(1);
  });

  test.each([
    ['acknowledges', 'accept', 'acknowledged'],
    ['rejects', 'reject', 'reset'],
  ] as const)(
    '%s the next copy of a notification that it has ignored until then, and delivers it once',
    async (_, treatment, fate) => {
      const { clock, client, server, sentByServer } = await twoEndpoints();
      const token = client.freshToken();
      let seen = 0;
      client.expectToken(server.address, token, () => seen++, 'ignore');
      const delivery = await clock.run(async () => {
        const delivering = server.respond(client.address, token, CONTENT, 'CON');
        await clock.wait(4_000);
        client.expectToken(server.address, token, () => seen++, treatment);
        return delivering;
      });
      expect(delivery).toBe(fate);
      expect(sentByServer).toHaveLength(3);
      expect(seen).toBe(1);
    },
  );

  test('stays silent when the handler says so', async () => {
    const { clock, client, server, sentByServer } = await twoEndpoints();
    server.serve(() => null);
    const outcome = await clock.run(() => client.request(server.address, GET));
    expect(outcome.kind).toBe('silence');
    expect(sentByServer).toEqual([]);
  });

  test('hands a fault of the handler to its owner', async () => {
    const { clock, client, server, faults } = await twoEndpoints();
    server.serve(() => {
      throw new RangeError('handler');
    });
    await clock.run(() => client.request(server.address, GET));
    expect(String(faults[0])).toContain('handler');
  });

  test('gives a request up when it is told to: nothing more is sent, and the next one may go', async () => {
    const { clock, client, server, sentByClient } = await twoEndpoints();
    server.serve(() => null);
    const end = new AbortController();
    const [given, next] = await clock.run(async () => {
      const first = client.request(server.address, { ...GET, signal: end.signal });
      const second = client.request(server.address, { ...GET, within: 1_000 });
      await clock.wait(1_500);
      expect(sentByClient).toHaveLength(1);
      end.abort();
      const outcomes = [await first, await second];
      await clock.wait(60_000);
      return outcomes;
    });
    expect([given?.kind, next?.kind]).toEqual(['silence', 'silence']);
    expect(sentByClient).toHaveLength(2);
  });

  test('sends nothing for a request that was given up before', async () => {
    const { clock, client, server, sentByClient } = await twoEndpoints();
    const outcome = await clock.run(async () => {
      const first = client.request(server.address, { ...GET, signal: AbortSignal.abort() });
      await clock.wait(10_000);
      return first;
    });
    expect(outcome.kind).toBe('silence');
    expect(sentByClient.length).toBeLessThanOrEqual(1);
  });

  test('refuses to send a message that its own strict reader objects to', async () => {
    const { client, server } = await twoEndpoints();
    const malformed = { number: OptionNumber.contentFormat, value: Uint8Array.of(1, 2, 3) };
    await expect(
      (async () => client.request(server.address, { method: METHODS.get, options: [malformed] }))(),
    ).rejects.toMatchObject({ code: 'coap.own-message', exitCode: 70 });
  });
});

function message(type: CoapMessage['type'], code: CoapMessage['code']): CoapMessage {
  return { type, code, messageId: 4711, token: Uint8Array.of(9), options: [], payload: new Uint8Array(0) };
}

function types(sent: readonly Sent[]): string[] {
  return sent.map(({ bytes }) => {
    const { message: decoded } = decodeMessage(bytes);
    return `${decoded?.type} ${decoded?.code}`;
  });
}

function payload(outcome: Outcome): string {
  return outcome.kind === 'silence' ? '' : Buffer.from(outcome.message.payload).toString();
}
