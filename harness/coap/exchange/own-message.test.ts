import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type * as Encode from '../message/encode.ts';
import type { CoapMessage } from '../message/message.ts';

/** Which messages the encoder damages from now on; those of the tester's own hand are never asked about. */
let damages: (message: CoapMessage) => boolean = () => false;

const { encodeMessage } = await import('../message/encode.ts');
jest.unstable_mockModule(
  '../message/encode.ts',
  (): Partial<typeof Encode> => ({
    encodeMessage(message) {
      const bytes = encodeMessage(message);
      // A defect as it may slip into an encoder: the version is 2 (RFC 7252 §3).
      if (damages(message)) bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
      return bytes;
    },
  }),
);

const { twoEndpoints } = await import('../testing/two-endpoints.ts');
const { decodeMessage } = await import('../message/decode.ts');
const { METHODS } = await import('../message/codes.ts');
const { pathOptions } = await import('../message/options.ts');

type Two = Awaited<ReturnType<typeof twoEndpoints>>;

const TOKEN = Uint8Array.of(1, 2);
const GET = { method: METHODS.get, options: pathOptions('/3/0') } as const;
const BODY = new Uint8Array(100);
const SMALL_BLOCKS = {
  client: { preferredSzx: 0, maxBody: 1_000 },
  server: { preferredSzx: 0, maxBody: 1_000 },
};
const NOTHING = { options: [], payload: new Uint8Array(0) };

afterEach(() => {
  damages = () => false;
});

type Path = (two: Two) => unknown;

describe('a message of ours that the encoder damaged', () => {
  test.each<[string, (message: CoapMessage) => boolean, Path]>([
    ['as a request', isOf('CON', '0.01'), two => two.client.request(two.server.address, GET)],
    [
      'as a non-confirmable request',
      isOf('NON', '0.01'),
      two => two.client.request(two.server.address, { ...GET, type: 'NON' }),
    ],
    ['as a ping', isOf('CON', '0.00'), two => two.client.ping(two.server.address)],
    [
      'by hand',
      isOf('CON', '0.01'),
      two => two.client.transmit(two.server.address, { ...NOTHING, ...messageOf('CON', '0.01') }),
    ],
    [
      'as a separate response by hand',
      isOf('CON', '2.05'),
      two => two.server.respond(two.client.address, TOKEN, { code: '2.05' }, 'CON'),
    ],
    [
      'as a notification',
      isOf('CON', '2.05'),
      two => two.server.notify(two.client.address, TOKEN, { code: '2.05' }),
    ],
    [
      'as a message whose reaction is awaited',
      isOf('NON', '2.05'),
      two => two.server.deliver(two.client.address, TOKEN, { code: '2.05' }, 'NON'),
    ],
    [
      'as an answer in the acknowledgement',
      isOf('ACK', '2.05'),
      async two => {
        two.server.serve(() => ({ code: '2.05' }));
        await two.client.request(two.server.address, GET);
      },
    ],
    [
      'as an answer to a non-confirmable request',
      isOf('NON', '2.05'),
      async two => {
        two.server.serve(() => ({ code: '2.05' }));
        await two.client.request(two.server.address, { ...GET, type: 'NON' });
      },
    ],
    ['as an acknowledgement of a request that takes long', isOf('ACK', '0.00'), askSlowly],
    ['as an answer after that', isOf('CON', '2.05'), askSlowly],
    [
      'as the acknowledgement of a separate response',
      isOf('ACK', '0.00'),
      async two => {
        two.client.expectToken(two.server.address, TOKEN, () => {});
        await two.server.respond(two.client.address, TOKEN, { code: '2.05' }, 'CON');
      },
    ],
    [
      'as the rejection of a response that nobody awaits',
      isOf('RST', '0.00'),
      two => two.server.respond(two.client.address, TOKEN, { code: '2.05' }, 'CON'),
    ],
    ['as the answer to a ping', isOf('RST', '0.00'), two => two.client.ping(two.server.address)],
    [
      'as the rejection of what cannot be read',
      isOf('RST', '0.00'),
      async two => {
        // A token length of 15 announces bytes that do not come.
        const socket = await two.network.bind();
        socket.send(Uint8Array.of(0x4f, 0x01, 0x12, 0x34), two.server.address);
        await two.clock.wait(100);
      },
    ],
    [
      'as a further block of a request',
      ({ payload }) => payload.length === 4,
      async two => {
        two.server.serve(() => ({ code: '2.04' }));
        await two.client.request(two.server.address, { ...GET, method: METHODS.put, payload: BODY });
      },
    ],
    [
      'as the request for a further block',
      ({ code, options }) => code === '0.01' && options.length > GET.options.length,
      fetchBody,
    ],
    ['as a further block of an answer', ({ payload }) => payload.length === 4, fetchBody],
    [
      'as a newer notification at a retransmission',
      ({ payload }) => payload[0] === 2,
      async two => {
        two.losses.server = 1;
        two.client.expectToken(two.server.address, TOKEN, () => {});
        const notify = (value: number) =>
          two.server.notify(two.client.address, TOKEN, { code: '2.05', payload: Uint8Array.of(value) });
        await Promise.race([notify(1), notify(2), two.clock.wait(10_000)]);
      },
    ],
    [
      'as a newer notification after an acknowledgement',
      ({ payload }) => payload[0] === 2,
      async two => {
        two.client.expectToken(two.server.address, TOKEN, () => {});
        const notify = (value: number) =>
          two.server.notify(two.client.address, TOKEN, { code: '2.05', payload: Uint8Array.of(value) });
        await Promise.race([notify(1), notify(2), two.clock.wait(10_000)]);
      },
    ],
  ])('does not leave %s, and is told as a fault of ours', async (_, damaged, path) => {
    const two = await twoEndpoints({ blockwise: SMALL_BLOCKS });
    damages = damaged;
    // Whether the caller sees it does not matter: here nobody looks.
    await two.clock.run(async () => path(two)).catch(() => {});
    expect(two.faults[0]).toMatchObject({ name: 'OwnMessageError', code: 'coap.own-message', exitCode: 70 });
    const left = [...two.sentByClient, ...two.sentByServer].map(
      ({ bytes }) => decodeMessage(bytes).deviations,
    );
    expect(left.flat()).toEqual([]);
  });

  test('leaves nevertheless where it is illegal on purpose', async () => {
    const two = await twoEndpoints();
    damages = () => true;
    const request = two.client.request(two.server.address, { ...GET, illegal: true, within: 10 });
    await two.clock.run(() => request);
    expect(two.faults).toEqual([]);
    expect(two.sentByClient).toHaveLength(1);
  });
});

async function askSlowly(two: Two): Promise<void> {
  two.server.serve(async () => {
    await two.clock.wait(5_000);
    return { code: '2.05' };
  });
  await Promise.race([two.client.request(two.server.address, GET), two.clock.wait(10_000)]);
}

async function fetchBody(two: Two): Promise<void> {
  two.server.serve(() => ({ code: '2.05', payload: BODY }));
  await two.client.request(two.server.address, GET);
}

function isOf(type: CoapMessage['type'], code: CoapMessage['code']): (message: CoapMessage) => boolean {
  return message => message.type === type && message.code === code;
}

function messageOf(type: CoapMessage['type'], code: CoapMessage['code']) {
  return { type, code, messageId: 4711, token: TOKEN };
}
