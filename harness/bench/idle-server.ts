/** Process of a server that keeps associations, so that nobody else's memory is counted. */

import process from 'node:process';
import { setTimeout as later } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ourListening } from './dtls-own-side.ts';

/** What has been left behind is gone after so many collections. */
const COLLECTIONS = 4;

/** Bytes. */
export interface Footprint {
  /** What it holds: the heap, and what hangs on it. */
  readonly held: number;
  /** What the operating system has given it. */
  readonly resident: number;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const server = await ourListening();

process.on('message', () => {
  void footprint().then(found => process.send?.(found));
});
process.send?.(server.address);

async function footprint(): Promise<Footprint> {
  for (let done = 0; done < COLLECTIONS; done += 1) {
    collect();
    await later(50);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { held: heapUsed + external, resident: rss };
}
