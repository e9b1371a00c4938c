import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { freeLoopbackPort } from './free-port.ts';

/** The lowest port that Linux, macOS or Windows gives to a connection by itself. */
const FIRST_EPHEMERAL = 32_768;

test('gives out ports that can be bound, each once, none of which a connection can get meanwhile', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => freeLoopbackPort()));
  expect(new Set(ports).size).toBe(50);
  for (const port of ports) {
    expect(port).toBeLessThan(FIRST_EPHEMERAL);
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: '127.0.0.1', port }, resolve);
    });
    await new Promise<void>(done => void server.close(() => done()));
  }
});
