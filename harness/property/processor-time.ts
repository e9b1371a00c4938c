import process from 'node:process';

/**
 * Milliseconds of processor time that a computation takes: what other processes do meanwhile does not count. That of the
 * thread alone would be better still, but the kernel tells it by the tick.
 */
export function processorTime(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
