import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import * as coap from 'coap';
import { SystemClock } from '../clock/system-clock.ts';
import { CoapEndpoint } from '../coap/exchange/endpoint.ts';
import { DEFAULT_PARAMETERS } from '../coap/exchange/parameters.ts';
import { METHODS } from '../coap/message/codes.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { pathOptions, uintOption } from '../coap/message/options.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import { seededRandom } from '../transport/random.ts';
import { UdpNetwork } from '../transport/udp-network.ts';
import type { Measured, Target } from './comparison.ts';
import { DEVICE_TLV } from './device-example.ts';
import { median } from './measure.ts';

const HOST = '127.0.0.1';
const OPTIONS = [uintOption(OptionNumber.contentFormat, ContentFormat.tlv)];
const AT_MOST_THREE_TIMES_DGRAM: Target = { ratio: 1 / 3, text: 'time ≤ 3 × bare dgram' };

/** A client and a server that are up, on the loopback. */
interface Pair {
  /** Asks for /3/0 and resolves with the answer. */
  readonly ask: () => Promise<unknown>;
  readonly close: () => Promise<void> | void;
}

export interface RoundTrips {
  readonly rounds: number;
  /** Requests one after the other, for each pair in each round. */
  readonly perRound: number;
}

/** A confirmable GET of /3/0 and its piggy-backed answer, one at a time: ours, the package coap, and the same bytes bare. */
export async function measureRoundTrips({ rounds, perRound }: RoundTrips): Promise<Measured> {
  const pairs = [await ourPair(), await bareDgram(), await coapPair()];
  const rates: number[][] = pairs.map(() => []);
  // The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    for (let turn = 0; turn < pairs.length; turn++) {
      const index = (round + turn) % pairs.length;
      const start = performance.now();
      for (let asked = 0; asked < perRound; asked++) await pairs[index]?.ask();
      if (round > 0) rates[index]?.push(perRound / ((performance.now() - start) / 1000));
    }
  }
  for (const pair of pairs) await pair.close();
  const [ours = Number.NaN, bare = Number.NaN, theirs = Number.NaN] = rates.map(median);
  return {
    name: 'round-trip',
    ours,
    peers: [
      { name: 'dgram', rate: bare },
      { name: 'coap', rate: theirs },
    ],
    unit: 'round trip/s',
    target: AT_MOST_THREE_TIMES_DGRAM,
  };
}

async function ourPair(): Promise<Pair> {
  const network = new UdpNetwork();
  const endpoint = async (seed: number): Promise<CoapEndpoint> =>
    new CoapEndpoint({
      socket: await network.bind({ host: HOST }),
      clock: new SystemClock(),
      random: seededRandom(seed),
      parameters: DEFAULT_PARAMETERS,
      onFault: fault => {
        throw fault;
      },
    });
  const [client, server] = [await endpoint(1), await endpoint(2)];
  server.serve(() => ({ code: '2.05', options: OPTIONS, payload: DEVICE_TLV }));
  const request = { method: METHODS.get, options: pathOptions('/3/0') };
  return {
    ask: async () => {
      const outcome = await client.request(server.address, request);
      if (outcome.kind !== 'response') throw new TypeError(`Our own pair ends with ${outcome.kind}`);
      return outcome;
    },
    close: async () => {
      await client.close();
      await server.close();
    },
  };
}

/** The floor: sockets alone, with as many bytes either way. */
async function bareDgram(): Promise<Pair> {
  const head = { messageId: 1, token: new Uint8Array(8) };
  const request = encodeMessage({
    ...head,
    type: 'CON',
    code: METHODS.get,
    options: pathOptions('/3/0'),
    payload: new Uint8Array(),
  });
  const answer = encodeMessage({ ...head, type: 'ACK', code: '2.05', options: OPTIONS, payload: DEVICE_TLV });
  const [client, server] = [await boundSocket(), await boundSocket()];
  server.on('message', (_, { port, address }) => server.send(answer, port, address));
  let arrived: (message: Buffer) => void = () => {};
  client.on('message', message => arrived(message));
  const { port } = server.address();
  return {
    ask: () =>
      new Promise(resolve => {
        arrived = resolve;
        client.send(request, port, HOST);
      }),
    close: () => {
      client.close();
      server.close();
    },
  };
}

async function boundSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, HOST);
  await once(socket, 'listening');
  return socket;
}

async function coapPair(): Promise<Pair> {
  const server = coap.createServer((_, response) => {
    response.setOption('Content-Format', Buffer.from([ContentFormat.tlv >> 8, ContentFormat.tlv & 0xff]));
    response.end(Buffer.from(DEVICE_TLV));
  });
  const free = await boundSocket();
  const { port } = free.address();
  free.close();
  await new Promise<void>(resolve => server.listen(port, HOST, () => resolve()));
  const agent = new coap.Agent({ type: 'udp4' });
  return {
    ask: () =>
      new Promise((resolve, reject) => {
        const request = coap.request({ host: HOST, port, pathname: '/3/0', agent });
        request.on('response', response => resolve(response.payload));
        request.on('error', reject);
        request.end();
      }),
    close: () =>
      new Promise(resolve => {
        agent.close();
        server.close(() => resolve());
      }),
  };
}
