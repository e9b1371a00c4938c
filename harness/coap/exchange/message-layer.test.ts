import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VirtualClock } from '../../clock/virtual-clock.ts';
import { seededRandom } from '../../transport/random.ts';
import { EMPTY, METHODS } from '../message/codes.ts';
import { decodeMessage } from '../message/decode.ts';
import { encodeMessage } from '../message/encode.ts';
import type { CoapMessage } from '../message/message.ts';
import { rawPeer } from '../testing/raw-peer.ts';
import { type Sent, twoEndpoints } from '../testing/two-endpoints.ts';
import { MessageIds } from './message-ids.ts';
import { DEFAULT_PARAMETERS } from './parameters.ts';
import { Peer } from './peer.ts';
import { PeerTable } from './peer-table.ts';

const GET = { method: METHODS.get, options: [] } as const;

describe('NSTART', () => {
  /** Three requests to a peer that acknowledges after a second and responds after five. */
  async function requestThrice(nstart: number | undefined, paced?: false): Promise<number[]> {
    const parameters = nstart === undefined ? DEFAULT_PARAMETERS : { ...DEFAULT_PARAMETERS, nstart };
    const { clock, network, client, sentByClient } = await twoEndpoints({ parameters });
    const peer = await rawPeer(network);
    peer.react(({ type, code, messageId, token }) => {
      if (type !== 'CON' || code !== METHODS.get) return;
      clock.after(1_000, () => peer.send(client.address, { type: 'ACK', code: EMPTY, messageId }));
      clock.after(5_000, () => peer.send(client.address, { type: 'NON', code: '2.05', messageId, token }));
    });
    const request = { ...GET, ...(paced === undefined ? {} : { paced }) };
    const outcomes = await clock.run(() =>
      Promise.all([1, 2, 3].map(() => client.request(peer.address, request))),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['response', 'response', 'response']);
    return sentByClient.map(({ at }) => at);
  }

  test('lets one request wait for the acknowledgement of the other, not for its response', async () => {
    expect(await requestThrice(undefined)).toEqual([0, 1_002, 2_004]);
  });

  test('lets as many go at once as it says', async () => {
    expect(await requestThrice(2)).toEqual([0, 0, 1_002]);
  });

  test('does not hold up a request that is told to break it', async () => {
    expect(await requestThrice(undefined, false)).toEqual([0, 0, 0]);
  });

  test('counts a confirmable notification, which a request then waits for', async () => {
    const { clock, network, client, sentByClient } = await twoEndpoints();
    const peer = await rawPeer(network);
    await clock.run(async () => {
      void client.respond(peer.address, Uint8Array.of(1), { code: '2.05' }, 'CON');
      await client.request(peer.address, { ...GET, within: 1_000 });
    });
    const codes = sentByClient.map(({ bytes }) => decodeMessage(bytes).message?.code);
    expect(codes).toEqual(['2.05', '2.05', '2.05', '2.05', '2.05', '0.01']);
  });

  test('does not make different peers wait for each other', async () => {
    const { clock, network, client, sentByClient } = await twoEndpoints();
    const peers = await Promise.all([rawPeer(network), rawPeer(network)]);
    await clock.run(() =>
      Promise.all(peers.map(({ address }) => client.request(address, { ...GET, within: 5 }))),
    );
    expect(sentByClient.map(({ at }) => at)).toEqual([0, 0]);
  });

  test('ends what still waits when the endpoint is closed', async () => {
    const { clock, network, client } = await twoEndpoints();
    const peer = await rawPeer(network);
    const waiting = await clock.run(async () => {
      void client.request(peer.address, GET);
      const second = client.request(peer.address, GET);
      const delivery = client.respond(peer.address, Uint8Array.of(1), { code: '2.05' }, 'CON');
      await clock.wait(10);
      await client.close();
      return Promise.all([second, delivery]);
    });
    expect(waiting).toEqual([{ kind: 'silence', waited: 0, sentFrame: null }, 'unacknowledged']);
  });
});

describe('message ids', () => {
  const parameters = DEFAULT_PARAMETERS;
  const record = (at: number) =>
    ({
      at,
      type: 'NON',
      code: '2.05',
      token: new Uint8Array(0),
      transmissions: 1,
      answer: null,
      onAnswer: null,
    }) as const;

  test('are all given out but 0 before one is refused, and the oldest is the next to be free', async () => {
    const clock = new VirtualClock();
    const peer = new Peer({ host: '127.0.0.1', port: 1 }, clock, parameters);
    const ids = new MessageIds(seededRandom(3));
    const given = new Set<number>();
    await clock.run(async () => {
      for (let index = 0; index < 65_535; index += 1) {
        const allocation = ids.allocate(peer);
        if (allocation.kind === 'exhausted') throw new Error('exhausted too early');
        peer.sent.set(allocation.messageId, { ...record(clock.now()) });
        given.add(allocation.messageId);
        if (index === 0) await clock.wait(10);
      }
    });
    expect(given.size).toBe(65_535);
    expect(given.has(0)).toBe(false);
    expect(ids.allocate(peer)).toEqual({ kind: 'exhausted', freeAt: parameters.exchangeLifetime });
    await clock.run(() => clock.wait(parameters.exchangeLifetime - 10));
    const [first] = given;
    expect(ids.allocate(peer)).toEqual({ kind: 'free', messageId: first });
    expect(ids.allocate(new Peer({ host: '127.0.0.1', port: 2 }, clock, parameters))).toMatchObject({
      kind: 'free',
    });
  });

  test('make a message wait when all are in use, until one is free', async () => {
    const { clock, network, client, losses, sentByClient } = await twoEndpoints({
      parameters: { ...DEFAULT_PARAMETERS, exchangeLifetime: 10_000 },
    });
    losses.client = 65_535;
    const peer = await rawPeer(network);
    await clock.run(async () => {
      for (let messageId = 0; messageId < 65_536; messageId += 1) {
        client.sendBytes(peer.address, Uint8Array.of(0x50, 0x45, messageId >> 8, messageId & 0xff));
      }
      await clock.wait(4_000);
      await client.request(peer.address, { ...GET, within: 10 });
    });
    expect(sentByClient).toHaveLength(65_537);
    expect(sentByClient.at(-1)?.at).toBe(10_000);
  });
});

describe('PeerTable', () => {
  test('keeps one peer for one address, and forgets those that fell silent', async () => {
    const clock = new VirtualClock();
    const peers = new PeerTable(clock, DEFAULT_PARAMETERS);
    const at = (port: number) => peers.of({ host: '10.0.0.1', port });
    const kept = at(1);
    kept.expectations = 1;
    expect(at(1)).toBe(kept);
    await clock.run(async () => {
      for (let port = 2; port < 1_025; port += 1) at(port);
      expect(peers.size).toBe(1_024);
      await clock.wait(DEFAULT_PARAMETERS.exchangeLifetime + 1);
    });
    const late = at(2_000);
    expect(peers.size).toBe(2);
    expect([...peers]).toEqual([kept, late]);
    expect(at(1)).toBe(kept);
  });
});

describe('CoapEndpoint', () => {
  test('rejects a confirmable message that it cannot read, and ignores any other', async () => {
    const { clock, network, client, sentByClient } = await twoEndpoints();
    const socket = await network.bind();
    await clock.run(async () => {
      for (const first of [0x49, 0x59, 0x69, 0x79])
        socket.send(Uint8Array.of(first, 0x01, 0x12, 0x34), client.address);
      await clock.wait(10);
    });
    expect(sentByClient.map(({ bytes }) => Buffer.from(bytes).toString('hex'))).toEqual(['70001234']);
  });

  test('takes anything that arrives, in any order, without a fault', async () => {
    const message = fc.record<CoapMessage>({
      type: fc.constantFrom('CON', 'NON', 'ACK', 'RST'),
      code: fc.constantFrom('0.00', '0.01', '0.02', '2.04', '2.05', '2.31', '4.04', '4.08', '7.01'),
      messageId: fc.nat(3),
      token: fc.constantFrom(new Uint8Array(0), Uint8Array.of(1)),
      options: fc.array(
        fc.record({ number: fc.constantFrom(4, 6, 12, 14, 23, 27), value: fc.uint8Array({ maxLength: 4 }) }),
        { maxLength: 3 },
      ),
      payload: fc.uint8Array({ maxLength: 40 }),
    });
    const mutated = fc
      .tuple(message.map(encodeMessage), fc.nat(), fc.nat(255))
      .map(([bytes, at, value]) => bytes.with(at % bytes.length, value));
    const arrival = fc.oneof(message.map(encodeMessage), mutated, fc.uint8Array({ maxLength: 20 }));
    const step = fc.tuple(fc.nat(6_000), fc.constantFrom('arrives', 'requests', 'notifies'), arrival);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async steps => {
        const blockwise = { preferredSzx: 0, maxBody: 100 };
        const { clock, network, server, faults } = await twoEndpoints({ blockwise: { server: blockwise } });
        server.serve(({ payload }) => ({ code: '2.04', payload: Uint8Array.of(...payload, ...payload) }));
        const socket = await network.bind();
        server.expectToken(socket.address, Uint8Array.of(1), () => {});
        await clock.run(async () => {
          const pending: Promise<unknown>[] = [];
          for (const [delay, kind, bytes] of steps) {
            await clock.wait(delay);
            const payload = bytes.length > 0 ? bytes : Uint8Array.of(1);
            const content = { token: Uint8Array.of(1), options: [], payload };
            if (kind === 'arrives') socket.send(bytes, server.address);
            else if (kind === 'requests')
              pending.push(server.request(socket.address, { method: METHODS.post, ...content }));
            else pending.push(server.notify(socket.address, content.token, { code: '2.05', payload }));
          }
          await Promise.all(pending);
        });
        expect(faults).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test('sends the same bytes in every retransmission, at the times it drew', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(6), async (seed, maxRetransmit) => {
        const parameters = { ...DEFAULT_PARAMETERS, maxRetransmit, maxTransmitWait: 1_000_000 };
        const { clock, network, client, sentByClient } = await twoEndpoints({ seed, parameters });
        const peer = await rawPeer(network);
        await clock.run(() => client.request(peer.address, GET));
        expect(sentByClient).toHaveLength(1 + maxRetransmit);
        expect(new Set(sentByClient.map(hexOf)).size).toBe(1);
      }),
      { numRuns: 20 },
    );
  });
});

function hexOf({ bytes }: Sent): string {
  return Buffer.from(bytes).toString('hex');
}
