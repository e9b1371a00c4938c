import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../coap/exchange/received-message.ts';
import { METHODS } from '../coap/message/codes.ts';
import { rawPeer } from '../coap/testing/raw-peer.ts';
import { twoEndpoints } from '../coap/testing/two-endpoints.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import { code, silence } from './expect-message.ts';

/** What becomes of a request that is answered under this token; null: under its own. */
async function answeredUnder(token: Uint8Array | null): Promise<Outcome> {
  const { clock, network, client } = await twoEndpoints();
  const peer = await rawPeer(network);
  peer.react(({ messageId, token: own }) =>
    peer.send(client.address, { type: 'ACK', code: '2.05', messageId, token: token ?? own }),
  );
  const asked = client.request(peer.address, { method: METHODS.get, options: [] });
  return clock.run(() => asked);
}

describe('an answer under another token than that of the request', () => {
  test('fails as a mismatch at its frame, and not as a silence', async () => {
    const outcome = await answeredUnder(Uint8Array.of(0xab));
    expect(code('2.05').judge(outcome, definitionOf)).toMatchObject({
      ...{ pass: false, reason: 'exchange.mismatch', received: '2.05 Content with another token, ab' },
    });
    expect(code('2.05').judge(await answeredUnder(new Uint8Array(0)), definitionOf)).toMatchObject({
      received: '2.05 Content without token',
    });
  });

  test('is still no answer', async () => {
    const outcome = await answeredUnder(Uint8Array.of(0xab));
    expect(outcome.kind).toBe('silence');
    expect(silence('answer').judge(outcome, definitionOf).pass).toBe(true);
  });

  test('is not seen where the token is right', async () => {
    expect(code('2.05').judge(await answeredUnder(null), definitionOf).pass).toBe(true);
  });
});
