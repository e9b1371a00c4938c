import process from 'node:process';
import type { Measured } from './comparison.ts';
import { IDENTITY, KEY, ourListening, ourSocket, RECORD } from './dtls-own-side.ts';
import { median } from './measure.ts';
import { OpensslServer } from './openssl-server.ts';

/** Fewer than a socket of Linux has room for. */
const IN_FLIGHT = 50;

/** Tells how much of what it was told has arrived. */
type PrintingServer = Pick<OpensslServer, 'address' | 'cpuSeconds' | 'prints' | 'close'>;

/**
 * Our server and OpenSSL's, both with our client: one handshake each, and records that are told and not told back, because
 * `s_server` tells nothing back. It takes one client in its life, so every handshake has a process of its own, whose start is not
 * counted. Nothing is asked of the ratio: OpenSSL is in C. Empty where there is no OpenSSL.
 */
export async function measureBesideOpenssl(rounds: number, records: number): Promise<Measured[]> {
  const handshakes: [number[], number[]] = [[], []];
  const deliveries: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round += 1) {
    const theirs = await OpensslServer.start(IDENTITY, KEY);
    if (theirs === null) return [];
    for (const [index, server] of [await ourListener(), theirs].entries()) {
      const socket = await ourSocket();
      const handshake = await costOf(server, () => socket.handshake(server.address));
      const delivery = await costOf(server, async () => {
        for (let sent = 0; sent < records; sent += IN_FLIGHT)
          await server.prints(IN_FLIGHT * RECORD.length, () => {
            for (let one = 0; one < IN_FLIGHT; one += 1) socket.send(RECORD, server.address);
          });
      });
      await socket.close();
      await server.close();
      // The first round warms up.
      if (round === 0) continue;
      handshakes[index]?.push(1 / handshake);
      deliveries[index]?.push(records / delivery);
    }
  }
  return [
    besideOpenssl('dtls/psk-ccm8/handshake-with-server', handshakes),
    besideOpenssl('dtls/psk-ccm8/record-to-server', deliveries),
  ];
}

function besideOpenssl(name: string, [ours, theirs]: readonly [number[], number[]]): Measured {
  const peers = [{ name: 'openssl s_server', rate: median(theirs) }];
  return { name, ours: median(ours), peers, unit: 'op/s', target: null };
}

/** Seconds of processor time that our process takes for this, and the server if it is another one. */
async function costOf(server: PrintingServer, act: () => Promise<unknown>): Promise<number> {
  const [start, before] = [process.cpuUsage(), server.cpuSeconds];
  await act();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6 + server.cpuSeconds - before;
}

/** In our own process, whose time is counted already. */
async function ourListener(): Promise<PrintingServer> {
  const server = await ourListening();
  let [received, heard] = [0, (): void => {}];
  server.onDatagram(({ bytes }) => {
    received += bytes.length;
    heard();
  });
  return {
    ...{ address: server.address, cpuSeconds: 0, close: () => server.close() },
    prints: async (bytes, act) => {
      const awaited = received + bytes;
      act();
      while (received < awaited) await new Promise<void>(resolve => (heard = resolve));
    },
  };
}
