import process from 'node:process';

/**
 * Milliseconds of processor time that a computation takes. What other processes do meanwhile, and the threads that compile and
 * collect garbage, do not count.
 */
export function processorTime(run: () => unknown): number {
  const before = process.threadCpuUsage();
  run();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
