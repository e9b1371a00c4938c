import process from 'node:process';

/** Name of the environment variable that repeats the property tests of an earlier run. */
const SEED = 'TOUCHSTONE_SEED';

/** Runs once before all test files: every property test of this run starts from the one seed that is printed here. */
export default function chooseSeed(): void {
  const chosen = process.env[SEED] ?? String(Math.floor(Math.random() * 2 ** 31));
  process.env[SEED] = chosen;
  process.stdout.write(`property tests: seed ${chosen} (${SEED}=${chosen} asks the same again)\n`);
}
