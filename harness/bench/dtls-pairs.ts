import { randomBytes } from 'node:crypto';
import process from 'node:process';
import { dtls } from 'node-dtls-client';
import { SystemClock } from '../clock/system-clock.ts';
import { dtlsNetwork } from '../dtls/endpoint/dtls-network.ts';
import type { DtlsSocket } from '../dtls/endpoint/dtls-socket.ts';
import { UdpNetwork } from '../transport/udp-network.ts';
import type { Measured, Target } from './comparison.ts';
import { median } from './measure.ts';

const HOST = '127.0.0.1';
const IDENTITY = 'id1';
const KEY = 'secretPSK';
/** TLS_PSK_WITH_AES_128_CCM_8, the suite that every LwM2M device with a key has. */
const SUITE = 0xc0a8;
const RECORD = Buffer.alloc(64, 0x61);
const TARGET: Target = { ratio: 1.5, text: '≥ 1.5 × node-dtls-client' };

/** A client of the same server. */
interface Client {
  /** A handshake, and goodbye. */
  readonly connect: () => Promise<void>;
  /** Sends 64 bytes in an association that stays, and resolves when they have come back. */
  readonly echo: () => Promise<unknown>;
  readonly close: () => Promise<void> | void;
}

export interface DtlsRounds {
  readonly rounds: number;
  readonly handshakes: number;
  readonly records: number;
}

/**
 * Full handshakes with a cookie, each on a socket of its own, and records told back, one at a time: our client and node-dtls-client,
 * both with our server in the same process, per second of the processor time that client and server take together.
 */
export async function measureDtls({ rounds, handshakes, records }: DtlsRounds): Promise<Measured[]> {
  const server = await ourServer();
  const clients = [await ourClient(server), await nodeDtlsClient(server)];
  const handshakeRates = await ratesOf(
    clients.map(({ connect }) => connect),
    rounds,
    handshakes,
  );
  const recordRates = await ratesOf(
    clients.map(({ echo }) => echo),
    rounds,
    records,
  );
  for (const client of clients) await client.close();
  await server.close();
  return [measured('dtls/psk-ccm8/handshake', handshakeRates), measured('dtls/psk-ccm8/record', recordRates)];
}

function measured(name: string, [ours = Number.NaN, peer = Number.NaN]: readonly number[]): Measured {
  return { name, ours, peers: [{ name: 'node-dtls-client', rate: peer }], unit: 'op/s', target: TARGET };
}

async function ratesOf(
  runs: readonly (() => Promise<unknown>)[],
  rounds: number,
  perRound: number,
): Promise<number[]> {
  const rates: number[][] = runs.map(() => []);
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    for (let turn = 0; turn < runs.length; turn += 1) {
      const index = (round + turn) % runs.length;
      const start = process.cpuUsage();
      for (let done = 0; done < perRound; done += 1) await runs[index]?.();
      const { user, system } = process.cpuUsage(start);
      if (round > 0) rates[index]?.push(perRound / ((user + system) / 1e6));
    }
  }
  return rates.map(median);
}

const common = () => ({
  clock: new SystemClock(),
  random: (length: number) => new Uint8Array(randomBytes(length)),
  suites: [SUITE],
});

async function ourServer(): Promise<DtlsSocket> {
  const server = await dtlsNetwork(new UdpNetwork(), {
    server: {
      ...common(),
      credentials: {
        keyOf: identity => (Buffer.from(identity).toString() === IDENTITY ? Buffer.from(KEY) : null),
      },
    },
  }).bind({ host: HOST });
  server.onDatagram(({ bytes, from }) => void server.send(bytes, from));
  return server;
}

async function ourClient({ address }: DtlsSocket): Promise<Client> {
  const psk = { identity: Buffer.from(IDENTITY), key: Buffer.from(KEY) };
  const bind = () => dtlsNetwork(new UdpNetwork(), { client: { ...common(), credentials: { psk } } }).bind();
  const steady = await bind();
  let arrived: (bytes: Uint8Array) => void = () => {};
  steady.onDatagram(({ bytes }) => arrived(bytes));
  return {
    connect: async () => {
      const socket = await bind();
      if ((await socket.handshake(address)) === null) throw new TypeError('Our own handshake failed');
      await socket.close();
    },
    echo: () =>
      new Promise(resolve => {
        arrived = resolve;
        steady.send(RECORD, address);
      }),
    close: () => steady.close(),
  };
}

async function nodeDtlsClient({ address: { port } }: DtlsSocket): Promise<Client> {
  const connected = (): Promise<dtls.Socket> =>
    new Promise((resolve, reject) => {
      const ciphers = ['TLS_PSK_WITH_AES_128_CCM_8'] as unknown as NonNullable<dtls.Options['ciphers']>;
      const socket = dtls.createSocket({
        type: 'udp4',
        address: HOST,
        port,
        psk: { [IDENTITY]: KEY },
        ciphers,
      });
      socket.on('connected', () => resolve(socket));
      socket.on('error', reject);
    });
  const steady = await connected();
  let arrived: (bytes: Uint8Array) => void = () => {};
  steady.on('message', (message: Buffer) => arrived(message));
  return {
    connect: async () => {
      const socket = await connected();
      await new Promise<void>(resolve => socket.close(resolve));
    },
    echo: () =>
      new Promise(resolve => {
        arrived = resolve;
        steady.send(RECORD);
      }),
    close: () => steady.close(),
  };
}
