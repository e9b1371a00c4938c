import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to whoever wants any: what was free a moment ago is not given to a connection of somebody
 * else until the SUT has started, which may take seconds.
 */
const FIRST = 20_000;
const LAST = 29_999;
const MOST_TRIES = 100;

const given = new Set<number>();

/** A TCP port of the loopback interface that is free, and that no other caller in this process has been given. */
export async function freeLoopbackPort(): Promise<number> {
  if (given.size > (LAST - FIRST) / 2) given.clear();
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(FIRST, LAST + 1);
    if (given.has(port)) continue;
    // Before anything is awaited: another caller may be as far as this one.
    given.add(port);
    if (await isFree(port)) return port;
  }
  throw new TypeError(`none of ${MOST_TRIES} ports between ${FIRST} and ${LAST} is free`);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  server.once('error', () => resolve(false));
  server.listen({ host: '127.0.0.1', port }, () => resolve(true));
  const free = await promise;
  if (free) await new Promise<void>(done => void server.close(() => done()));
  return free;
}
