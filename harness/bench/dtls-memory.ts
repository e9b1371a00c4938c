import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Address, DatagramSocket, Network } from '../transport/datagram.ts';
import { UdpNetwork } from '../transport/udp-network.ts';
import type { Measured } from './comparison.ts';
import { ourSocket } from './dtls-own-side.ts';
import type { Footprint } from './idle-server.ts';

/** Associations before it counts: what the first of them load and compile belongs to none. */
const BEFORE = 500;
export const IDLE = 'dtls/idle';
const KIB = 1024;
const MIB = KIB * KIB;
/** Bytes. */
const LIMIT = 25 * KIB;

/**
 * How many associations that say nothing our server keeps in a MiB, beside what it may take at most. The server is in a process of its
 * own, and its clients leave without a goodbye.
 */
export async function measureIdle(associations: number): Promise<Measured[]> {
  const server = fork(join(import.meta.dirname, 'idle-server.ts'), [], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [address] = (await once(server, 'message')) as [Address];
  await leaveBehind(BEFORE, address);
  const before = await footprintOf(server);
  await leaveBehind(associations, address);
  const after = await footprintOf(server);
  server.kill();
  await once(server, 'exit');
  const each = (kind: keyof Footprint): number => (after[kind] - before[kind]) / associations;
  return [keptInMib(`${IDLE}/held`, each('held')), keptInMib(`${IDLE}/resident`, each('resident'))];
}

function keptInMib(name: string, bytes: number): Measured {
  return {
    ...{ name, ours: MIB / bytes, unit: 'per MiB' },
    peers: [{ name: 'limit of 25 KiB each', rate: MIB / LIMIT }],
    target: { ratio: 1, text: '≤ 25 KiB each' },
  };
}

async function footprintOf(server: ChildProcess): Promise<Footprint> {
  server.send('footprint');
  const [found] = (await once(server, 'message')) as [Footprint];
  return found;
}

async function leaveBehind(count: number, address: Address): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    const below: DatagramSocket[] = [];
    const network: Network = {
      async bind(at) {
        const socket = await new UdpNetwork().bind(at);
        below.push(socket);
        return socket;
      },
    };
    const socket = await ourSocket(network);
    if ((await socket.handshake(address)) === null) throw new TypeError('Our own handshake failed');
    for (const each of below) await each.close();
  }
}
