import { processorTime } from './processor-time.ts';

/** Milliseconds of one measurement, for the clock to be precise, and how many of them compete. */
const SLICE = 3;
const ROUNDS = 5;

/**
 * How the time of a computation grows with its input: processor time of `run(factor * size)` over that of `run(size)`, each the
 * least of several. Near `factor` for what is linear, near its square for what is quadratic.
 */
export function growth(prepare: (size: number) => () => unknown, size: number, factor: number): number {
  const small = prepare(size);
  const large = prepare(size * factor);
  let [least, leastLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round += 1) {
    least = Math.min(least, timePerRun(small));
    leastLarge = Math.min(leastLarge, timePerRun(large));
  }
  return leastLarge / least;
}

/** Milliseconds of one run, from as many runs as the clock needs to be precise. */
function timePerRun(run: () => unknown): number {
  let [runs, spent] = [0, 0];
  while (spent < SLICE) {
    spent += processorTime(run);
    runs += 1;
  }
  return spent / runs;
}
