import { describe, expect, test } from '@jest/globals';
import { EMPTY, METHODS } from '../message/codes.ts';
import type { CoapMessage } from '../message/message.ts';
import { type RawPeer, rawPeer } from '../testing/raw-peer.ts';
import { type TwoEndpoints, twoEndpoints } from '../testing/two-endpoints.ts';
import { FINDING_RULES, type FindingCode } from './finding-rules.ts';

interface Scene extends TwoEndpoints {
  /** Talks to `client` as its server. */
  readonly peer: RawPeer;
  readonly stranger: RawPeer;
}

type Script = (scene: Scene) => Promise<unknown>;

const GET = { method: METHODS.get, options: [] } as const;
const POST = { method: METHODS.post, options: [] } as const;
const ID = 0x1234;

async function play(script: Script): Promise<Scene> {
  const two = await twoEndpoints();
  const scene = { ...two, peer: await rawPeer(two.network), stranger: await rawPeer(two.network) };
  await two.clock.run(async () => {
    await script(scene);
    await two.clock.wait(10);
  });
  return scene;
}

/** A request of the client, answered by the peer as the script says. */
function asked(
  answer: (request: CoapMessage, scene: Scene) => void | Promise<void>,
  request: Parameters<TwoEndpoints['client']['request']>[1] = GET,
): Script {
  return async scene => {
    scene.peer.react(message => {
      if (message.code === request.method) void answer(message, scene);
    });
    await scene.client.request(scene.peer.address, { ...request, within: 20_000 });
  };
}

/** The peer sends the client a message again and again, at these times. */
function repeated(
  times: readonly number[],
  change: (copy: number) => Partial<CoapMessage> = () => ({}),
): Script {
  return async ({ clock, client, peer }) => {
    client.serve(() => ({ code: '2.04' }));
    for (const [copy, at] of times.entries()) {
      await clock.wait(at - (times[copy - 1] ?? 0));
      peer.send(client.address, { type: 'CON', code: METHODS.get, messageId: ID, ...change(copy) });
    }
  };
}

const reply = (request: CoapMessage, change: Partial<CoapMessage> = {}) =>
  ({ type: 'ACK', code: '2.05', messageId: request.messageId, token: request.token, ...change }) as const;
const DOUBLING = [0, 2_500, 7_500, 17_500, 37_500];

/** How each finding is provoked. */
const PROVOCATIONS: readonly (readonly [FindingCode, string, Script])[] = [
  [
    'matching.unknown-token',
    'a response that nobody asked for',
    async ({ client, peer }) => {
      peer.send(client.address, { type: 'CON', code: '2.05', messageId: ID, token: Uint8Array.of(1) });
    },
  ],
  [
    'matching.unknown-token',
    'a non-confirmable one',
    async ({ client, peer }) => {
      peer.send(client.address, { type: 'NON', code: '2.05', messageId: ID, token: Uint8Array.of(1) });
    },
  ],
  [
    'matching.response-from-elsewhere',
    'a separate response from another port',
    asked((request, { client, stranger }) =>
      stranger.send(client.address, reply(request, { type: 'CON', messageId: ID })),
    ),
  ],
  [
    'matching.response-from-elsewhere',
    'an acknowledgement from another port',
    asked((request, { client, stranger }) => stranger.send(client.address, reply(request))),
  ],
  [
    'matching.piggyback-token',
    'another token in the acknowledgement',
    asked((request, { client, peer }) =>
      peer.send(client.address, reply(request, { token: Uint8Array.of(7) })),
    ),
  ],
  [
    'matching.second-response',
    'a separate response after the piggy-backed one',
    asked((request, { client, peer }) => {
      peer.send(client.address, reply(request));
      peer.send(client.address, reply(request, { type: 'CON', messageId: ID, code: '2.03' }));
    }),
  ],
  [
    'matching.ack-unknown-message-id',
    'an acknowledgement of nothing',
    async ({ client, peer }) => {
      peer.send(client.address, { type: 'ACK', code: EMPTY, messageId: ID });
    },
  ],
  [
    'matching.ack-unknown-message-id',
    'a response with another message id',
    asked((request, { client, peer }) =>
      peer.send(client.address, reply(request, { messageId: request.messageId ^ 1 })),
    ),
  ],
  [
    'matching.reset-unknown-message-id',
    'a reset of nothing',
    async ({ client, peer }) => {
      peer.send(client.address, { type: 'RST', code: EMPTY, messageId: ID });
    },
  ],
  [
    'matching.ack-of-non-confirmable',
    'an acknowledgement of a non-confirmable request',
    asked(
      (request, { client, peer }) =>
        peer.send(client.address, { type: 'ACK', code: EMPTY, messageId: request.messageId }),
      { ...GET, type: 'NON' },
    ),
  ],
  [
    'matching.request-in-acknowledgement',
    'a request in an acknowledgement',
    asked((request, { client, peer }) => peer.send(client.address, reply(request, { code: METHODS.get }))),
  ],
  [
    'matching.response-to-response',
    'a response in the acknowledgement of a response',
    async ({ client, peer }) => {
      peer.react(message => peer.send(client.address, reply(message)));
      await client.respond(peer.address, Uint8Array.of(3), { code: '2.05' }, 'CON');
    },
  ],
  [
    'matching.piggyback-after-empty-ack',
    'a response in a second acknowledgement',
    asked((request, { client, peer }) => {
      peer.send(client.address, { type: 'ACK', code: EMPTY, messageId: request.messageId });
      peer.send(client.address, reply(request));
    }),
  ],
  [
    'matching.acknowledgement-differs',
    'a reset after the acknowledgement',
    asked((request, { client, peer }) => {
      peer.send(client.address, reply(request));
      peer.send(client.address, { type: 'RST', code: EMPTY, messageId: request.messageId });
    }),
  ],
  [
    'matching.acknowledgement-differs',
    'another response to the same message',
    asked((request, { client, peer }) => {
      peer.send(client.address, reply(request));
      peer.send(client.address, reply(request, { code: '4.04' }));
    }, POST),
  ],
  [
    'matching.message-id-reused',
    'a message id for another request within its lifetime',
    repeated([0, 246_000], copy => ({ token: Uint8Array.of(copy) })),
  ],
  [
    'matching.message-id-reused',
    'the same id for a non-confirmable message',
    repeated([0, 3_000], copy => ({ type: copy === 0 ? 'CON' : 'NON' })),
  ],
  [
    'matching.duplicate-differs',
    'a retransmission with another payload',
    repeated([0, 2_500], copy => ({ code: METHODS.post, payload: Uint8Array.of(copy) })),
  ],
  ['matching.retransmission-early', 'a first retransmission too early', repeated([0, 1_990])],
  ['matching.retransmission-early', 'a second one that has not doubled', repeated([0, 2_500, 5_000])],
  ['matching.retransmission-late', 'a first retransmission too late', repeated([0, 3_010])],
  ['matching.retransmission-count', 'one retransmission too many', repeated([...DOUBLING, 77_500])],
];

/** What may look odd and is in order. */
const LEGAL: readonly (readonly [string, Script])[] = [
  [
    'a piggy-backed response',
    asked((request, { client, peer }) => peer.send(client.address, reply(request))),
  ],
  [
    'a confirmable response to a non-confirmable request',
    asked(
      (request, { client, peer }) =>
        peer.send(client.address, reply(request, { type: 'CON', messageId: ID })),
      { ...GET, type: 'NON' },
    ),
  ],
  [
    'a reset of a non-confirmable request',
    asked(
      (request, { client, peer }) =>
        peer.send(client.address, { type: 'RST', code: EMPTY, messageId: request.messageId }),
      { ...GET, type: 'NON' },
    ),
  ],
  [
    'a separate response after an empty acknowledgement',
    asked((request, { client, peer }) => {
      peer.send(client.address, { type: 'ACK', code: EMPTY, messageId: request.messageId });
      peer.send(client.address, reply(request, { type: 'CON', messageId: ID }));
    }),
  ],
  [
    'a separate response before the acknowledgement',
    asked((request, { client, peer }) => {
      peer.send(client.address, reply(request, { type: 'CON', messageId: ID }));
      peer.send(client.address, { type: 'ACK', code: EMPTY, messageId: request.messageId });
    }),
  ],
  [
    'the same acknowledgement for each copy of a request',
    asked((request, { client, peer }) => {
      peer.send(client.address, reply(request));
      peer.send(client.address, reply(request));
    }),
  ],
  [
    'a response after it has been given up',
    async scene => {
      const { clock, client, peer } = scene;
      await asked(
        async request => {
          await clock.wait(30_000);
          peer.send(client.address, reply(request, { type: 'NON', messageId: ID }));
        },
        { ...GET, type: 'NON' },
      )(scene);
      await clock.wait(15_000);
    },
  ],
  ['retransmissions at the shortest intervals', repeated([0, 2_000, 6_000, 14_000, 30_000])],
  ['retransmissions at the longest intervals', repeated([0, 3_000, 9_000, 21_000, 45_000])],
  [
    'the same message id after EXCHANGE_LIFETIME',
    repeated([0, 247_000], copy => ({ token: Uint8Array.of(copy) })),
  ],
  [
    'the same non-confirmable id after NON_LIFETIME',
    repeated([0, 145_000], copy => ({ type: 'NON', token: Uint8Array.of(copy) })),
  ],
  ['copies of a non-confirmable message', repeated([0, 1, 500], () => ({ type: 'NON' }))],
  [
    'the answers to what was sent by hand',
    async ({ client, peer }) => {
      peer.react(message =>
        peer.send(client.address, { type: 'ACK', code: EMPTY, messageId: message.messageId }),
      );
      client.sendBytes(peer.address, Uint8Array.of(0x40, 0x01, 0x55, 0x66));
    },
  ],
  [
    'a ping and its reset',
    async ({ client, peer }) => {
      peer.react(({ messageId }) => peer.send(client.address, { type: 'RST', code: EMPTY, messageId }));
      await client.ping(peer.address);
    },
  ],
];

describe('matching findings', () => {
  test.each(PROVOCATIONS)('report %s for %s', async (code, _, script) => {
    const { findings } = await play(script);
    // Each copy of a request is answered in the same wrong way.
    expect([...new Set(findings.client.map(finding => finding.code))]).toEqual([code]);
    expect(findings.client[0]).toMatchObject({ ...FINDING_RULES[code], from: expect.anything() });
  });

  test.each(LEGAL)('say nothing about %s', async (_, script) => {
    const { findings } = await play(script);
    expect(findings.client).toEqual([]);
  });

  test('are provoked for every matching rule there is', () => {
    const rules = Object.keys(FINDING_RULES).filter(code => code.startsWith('matching.'));
    expect([...new Set(PROVOCATIONS.map(([code]) => code))].sort()).toEqual(rules.sort());
  });

  test('excuse a second response to a request that was repeated and changes nothing', async () => {
    const twice = (method: CoapMessage['code']): Script =>
      asked(
        (() => {
          let seen = 0;
          return (request, { client, peer }) => {
            seen += 1;
            if (seen < 2) return;
            peer.send(client.address, reply(request, { type: 'NON', messageId: ID }));
            peer.send(client.address, reply(request, { type: 'NON', messageId: ID + 1 }));
          };
        })(),
        { method, options: [] },
      );
    const levels = async (method: CoapMessage['code']): Promise<string[]> =>
      (await play(twice(method))).findings.client.map(({ level }) => level);
    expect(await levels(METHODS.get)).toEqual(['should']);
    expect(await levels(METHODS.post)).toEqual(['must']);
  });

  test('take account of the tolerance that the way here needs', async () => {
    for (const [tolerance, expected] of [
      [0, 1],
      [20, 0],
    ] as const) {
      const two = await twoEndpoints({ tolerance });
      const scene = { ...two, peer: await rawPeer(two.network), stranger: await rawPeer(two.network) };
      await two.clock.run(() => repeated([0, 1_990])(scene));
      await two.clock.run(() => two.clock.wait(10));
      expect(two.findings.client).toHaveLength(expected);
    }
  });
});
