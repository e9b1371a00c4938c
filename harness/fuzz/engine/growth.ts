import { processorTime } from '../../property/processor-time.ts';
import type { Random } from '../../transport/random.ts';
import type { Coverage } from './coverage.ts';
import { defect } from './judge.ts';
import type { Defect, Reading } from './law.ts';

/** What is tried with every pump, and what is asked of one that looks steep. */
const TRIAL_SIZES = [4096, 8192] as const;
const SIZES = [4096, 8192, 16_384, 32_768] as const;
/**
 * Linear work doubles when the input does, quadratic work quadruples. Where linear work begins, it also rises by more
 * than its double, but not three times in a row by more than three.
 */
const STEEP = 3.2;
/** Below this a stopwatch tells nothing about growth. */
const MEASURABLE_MS = 2;
const REPETITIONS = 3;
const LONGEST_BLOCK = 64;

/** An input that is made longer by repeating a block of it in place. */
export interface Pump {
  readonly head: Uint8Array;
  readonly block: Uint8Array;
  readonly tail: Uint8Array;
}

/** Milliseconds of processor time that the fastest of several readings takes. */
export type Stopwatch = (reading: Reading, input: Uint8Array, repetitions: number) => number;

/** What only a long input shows. */
export interface Grown {
  readonly defect: Defect;
  readonly input: Uint8Array;
}

export function drawPump(input: Uint8Array, random: Random): Pump {
  const from = random.integer(input.length);
  const to = from + 1 + random.integer(Math.min(LONGEST_BLOCK, input.length - from));
  return { head: input.subarray(0, from), block: input.subarray(from, to), tail: input.subarray(to) };
}

/**
 * Judges the time that reading takes by how it grows when the input doubles: first by the branches taken, which are
 * the same on every machine, then by the stopwatch, for what happens inside the runtime's own functions.
 */
export function growthDefect(
  reading: Reading,
  pump: Pump,
  coverage: Coverage,
  stopwatch: Stopwatch = milliseconds,
): Grown | null {
  const trial = TRIAL_SIZES.map(size => pumped(pump, size));
  const work: number[] = [];
  for (const input of trial) {
    const counted = countedWork(reading, input, coverage);
    if (typeof counted !== 'number') return { defect: counted, input };
    work.push(counted);
  }
  const longest = trial.at(-1);
  const slow = longest !== undefined && stopwatch(reading, longest, 1) >= MEASURABLE_MS;
  return isSteep(work) || slow ? steepGrowth(reading, pump, coverage, stopwatch) : null;
}

function steepGrowth(reading: Reading, pump: Pump, coverage: Coverage, stopwatch: Stopwatch): Grown | null {
  const inputs = SIZES.map(size => pumped(pump, size));
  const work: number[] = [];
  for (const input of inputs) {
    const counted = countedWork(reading, input, coverage);
    if (typeof counted !== 'number') return { defect: counted, input };
    work.push(counted);
  }
  const input = inputs[1] ?? new Uint8Array();
  if (isSteep(work)) return { input, defect: superlinear(reading, 'branches', work) };
  const measured = (): number[] => inputs.map(each => stopwatch(reading, each, REPETITIONS));
  const times = measured();
  // A pause for garbage is not the decoder's fault: only what shows twice counts.
  if (!isSteep(times) || !isSteep(measured())) return null;
  return { input, defect: superlinear(reading, 'milliseconds', times) };
}

/** Branches taken; or why it came to no end, for nobody has judged inputs as long as these yet. */
function countedWork(reading: Reading, input: Uint8Array, coverage: Coverage): number | Defect {
  coverage.reset();
  try {
    reading.read(input);
    return coverage.work();
  } catch (error) {
    return reading.judge(input) ?? defect('repeatable', reading.label, `threw once only: ${String(error)}`);
  }
}

/** Judges a long input once more, without its pump, by how the time for its first eighth, quarter and half grows. */
export function prefixGrowthDefect(
  reading: Reading,
  input: Uint8Array,
  stopwatch: Stopwatch = milliseconds,
): Defect | null {
  const prefixes = [8, 4, 2, 1].map(share => input.subarray(0, Math.floor(input.length / share)));
  const measured = (): number[] => prefixes.map(prefix => stopwatch(reading, prefix, REPETITIONS));
  const times = measured();
  if ((times.at(-1) ?? 0) < MEASURABLE_MS || !isSteep(times) || !isSteep(measured())) return null;
  const told = times.map(time => `${time.toFixed(2)} ms`).join(', ');
  return defect('linear-time', reading.label, `its eighth, quarter, half and whole take ${told}`);
}

export function pumped({ head, block, tail }: Pump, size: number): Uint8Array {
  const times = Math.max(1, Math.ceil((size - head.length - tail.length) / block.length));
  const bytes = new Uint8Array(head.length + times * block.length + tail.length);
  bytes.set(head);
  for (let index = 0; index < times; index++) bytes.set(block, head.length + index * block.length);
  bytes.set(tail, head.length + times * block.length);
  return bytes;
}

function isSteep(costs: readonly number[]): boolean {
  return costs.every((cost, index) => index === 0 || cost > STEEP * (costs[index - 1] ?? 0));
}

function superlinear(reading: Reading, unit: string, costs: readonly number[]): Defect {
  const grown = SIZES.map((size, index) => `${size} bytes: ${Math.round((costs[index] ?? 0) * 10) / 10}`);
  return defect(
    'linear-time',
    `${reading.label} ${unit}`,
    `${unit} grow faster than the input, ${grown.join(', ')}`,
  );
}

/** The fastest of several, which is the one least disturbed. */
export function milliseconds(reading: Reading, input: Uint8Array, repetitions: number): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let repetition = 0; repetition < repetitions; repetition++) {
    fastest = Math.min(
      fastest,
      processorTime(() => reading.read(input)),
    );
  }
  return fastest;
}
