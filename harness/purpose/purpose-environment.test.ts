import { describe, expect, test } from '@jest/globals';
import { METHODS } from '../coap/message/codes.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { ClientContext } from './client-context.ts';
import type { DeclaredPurpose } from './declare.ts';
import { equals } from './expect-value.ts';
import { runPurpose } from './run-purpose.ts';
import { testPort } from './testing/cell-port.ts';

/** What is found when a confirmable message comes again after so many milliseconds, where at least 2000 are due. */
async function findingsAfter(gap: number, tolerance: number): Promise<readonly string[]> {
  const purpose: DeclaredPurpose = {
    ...{ id: 'test.ti.purpose' as PurposeId, title: 'does what it does', role: 'client', level: 'must' },
    ...{ requirements: ['HLF-036'], clause: 'none', ets: [], twin: null, when: null, needs: [], revision: 1 },
    body: async (t: ClientContext) => {
      const { register } = await t.registered();
      // Another socket plays the SUT.
      const stranger = await t.stranger();
      const { hostname, port } = new URL(t.server.uri.replace('coap:', 'http:'));
      const server = { ...register, from: { host: hostname, port: Number(port) } };
      const sent = stranger.transmit(server, { code: METHODS.get });
      await t.clock.wait(gap);
      stranger.repeat(server, sent);
      await t.clock.wait(100);
      t.check('sent', 1, equals(1));
    },
  };
  const { findings = [] } = await runPurpose(purpose, { ...testPort(), tolerance });
  return findings.map(({ code }) => code);
}

describe('the tolerance of a cell', () => {
  test('is allowed to the retransmissions of a SUT, as a share of ACK_TIMEOUT', async () => {
    expect(await findingsAfter(1_900, 0)).toEqual(['matching.retransmission-early']);
    expect(await findingsAfter(1_900, 0.25)).toEqual([]);
    expect(await findingsAfter(1_400, 0.25)).toEqual(['matching.retransmission-early']);
  });
});
