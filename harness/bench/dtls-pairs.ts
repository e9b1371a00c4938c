import process from 'node:process';
import { dtls } from 'node-dtls-client';
import type { DtlsSocket } from '../dtls/endpoint/dtls-socket.ts';
import type { Measured, Target } from './comparison.ts';
import { measureBesideOpenssl } from './dtls-beside-openssl.ts';
import { HOST, IDENTITY, KEY, ourListening, ourSocket, RECORD } from './dtls-own-side.ts';
import { median } from './measure.ts';

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
  return [
    measured('dtls/psk-ccm8/handshake', handshakeRates),
    measured('dtls/psk-ccm8/record', recordRates),
    ...(await measureBesideOpenssl(rounds, records)),
  ];
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

async function ourServer(): Promise<DtlsSocket> {
  const server = await ourListening();
  server.onDatagram(({ bytes, from }) => void server.send(bytes, from));
  return server;
}

async function ourClient({ address }: DtlsSocket): Promise<Client> {
  const steady = await ourSocket();
  let arrived: (bytes: Uint8Array) => void = () => {};
  steady.onDatagram(({ bytes }) => arrived(bytes));
  return {
    connect: async () => {
      const socket = await ourSocket();
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
