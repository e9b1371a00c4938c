import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { COMBINATIONS } from '../testing/credentials.ts';
import { agreementsIn, associationEvents, findingsIn, securePair, textsOf } from '../testing/secure-pair.ts';

const MTU = 200;
/** What a schedule can do to a datagram: lose it, let it pass, hold it back, double it. */
const FATES: readonly (readonly number[])[] = [[], [1], [1], [1], [30], [1, 1], [1, 400], [1500]];
/** Fates that are drawn; after them every datagram passes. */
const DRAWN = 60;

describe.each(COMBINATIONS)('a handshake with $name', ({ suite, pair }) => {
  test('is completed whatever happens to its datagrams, of 200 bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...FATES), { maxLength: DRAWN }), async fates => {
        let isDone = false;
        const it = await securePair({
          ...{ pair, suites: [suite], client: { mtu: MTU }, server: { mtu: MTU } },
          fate: (index, bytes) => {
            expect(bytes.length).toBeLessThanOrEqual(MTU);
            // Of data nobody repeats what is lost.
            return (isDone ? undefined : fates[index]) ?? [1];
          },
        });
        await it.clock.run(async () => {
          expect((await it.client.handshake(it.server.address))?.session.suite.id).toBe(suite);
          // A server whose last flight was lost hears of it from a client that repeats its own.
          await it.clock.wait(100_000);
          isDone = true;
          it.client.send(Buffer.from('through'), it.server.address);
          await it.clock.wait(10_000);
        });
        expect(textsOf(it.received.client)).toEqual(['through']);
        expect([...findingsIn(it.events.client), ...findingsIn(it.events.server)]).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test('recovers from the loss of any one of its datagrams', async () => {
    let total = Number.POSITIVE_INFINITY;
    for (let lost = -1; lost < total; lost += 1) {
      let sent = 0;
      const it = await securePair({
        ...{ pair, suites: [suite], client: { mtu: MTU }, server: { mtu: MTU } },
        fate: index => {
          sent += 1;
          return index === lost ? [] : [1];
        },
      });
      const took = await it.clock.run(async () => {
        expect(await it.client.handshake(it.server.address)).not.toBeNull();
        return it.clock.now();
      });
      if (lost < 0) total = sent;
      expect(agreementsIn(it.events.server)).toHaveLength(1);
      expect(took).toBeLessThan(lost < 0 ? 10 : 3_000);
    }
    expect(total).toBeGreaterThan(5);
  });
});

describe('retransmission', () => {
  test('doubles its time, up to the longest, and gives up', async () => {
    const it = await securePair({
      fate: () => [],
      client: { retransmission: { initial: 1000, longest: 8000, most: 5 } },
    });
    const agreement = await it.clock.run(() => it.client.handshake(it.server.address));
    expect(agreement).toBeNull();
    const sent = associationEvents(it.events.client).filter(({ kind }) => kind === 'flight-sent');
    expect(sent.map(({ at }) => at)).toEqual([0, 1000, 3000, 7000, 15_000, 23_000]);
    expect(associationEvents(it.events.client).at(-1)).toMatchObject({
      kind: 'failed',
      reason: 'timeout',
      at: 31_000,
    });
  });

  test('answers a flight that comes doubled no more than once in a while', async () => {
    const it = await securePair({ fate: () => [1, 2, 3, 4] });
    await it.clock.run(async () => {
      await it.client.handshake(it.server.address);
      await it.clock.wait(50);
    });
    const resent = [...associationEvents(it.events.client), ...associationEvents(it.events.server)].filter(
      event => event.kind === 'flight-sent' && event.why === 'peer',
    );
    expect(resent).toEqual([]);
  });
});
