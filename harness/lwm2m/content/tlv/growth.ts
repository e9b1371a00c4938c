/** How the time of a computation grows with its input, for tests of linear time. */

const RUNS = 7;

/**
 * Processor time of `run(factor * size)` over that of `run(size)`, each the least of several: near `factor` for what
 * is linear, near its square for what is quadratic. Processor time does not count what other processes take.
 */
export function growth(prepare: (size: number) => () => unknown, size: number, factor: number): number {
  const small = prepare(size);
  const large = prepare(size * factor);
  let [least, leastLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < RUNS; round += 1) {
    least = Math.min(least, processorTime(small));
    leastLarge = Math.min(leastLarge, processorTime(large));
  }
  return leastLarge / least;
}

/** Microseconds of one run, from as many runs as the clock needs to be precise. */
function processorTime(run: () => unknown): number {
  const started = process.cpuUsage();
  let [runs, spent] = [0, 0];
  while (spent < 4000) {
    run();
    runs += 1;
    const { user, system } = process.cpuUsage(started);
    spent = user + system;
  }
  return spent / runs;
}
