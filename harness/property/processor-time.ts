import process from 'node:process';

/**
 * Milliseconds of processor time that a computation takes: what other processes do meanwhile does not count. That of the
 * thread alone would be better still, but the kernel tells it by the tick.
 */
export function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  return millisecondsSince(before);
}

/** The same of one that goes on in other threads, or later. */
export async function processorTimeUntilDone(run: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  return millisecondsSince(before);
}

function millisecondsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
