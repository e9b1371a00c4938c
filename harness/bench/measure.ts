import process from 'node:process';
import type { Comparison, Measured, Operation, Target } from './comparison.ts';

export interface Budget {
  /** The first of them still warms up and is not counted. */
  readonly rounds: number;
  /** Milliseconds of processor time for each contender in each round. */
  readonly slice: number;
}

/** All take turns, each round beginning with another, so that a slow moment of the machine hits them alike. */
export function measure({ name, ours, peers }: Comparison, budget: Budget, target: Target): Measured {
  const contenders = [{ name: 'ours', run: ours }, ...peers];
  const batches = contenders.map(({ run }) => calibrate(run, budget.slice));
  const rates: number[][] = contenders.map(() => []);
  for (let round = 0; round < budget.rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (round + turn) % contenders.length;
      const [contender, batch] = [contenders[index], batches[index]];
      if (contender !== undefined && batch !== undefined) rates[index]?.push(rateOf(contender.run, batch));
    }
  }
  const medians = rates.map(each => median(each.slice(1)));
  return {
    name,
    ours: medians[0] ?? Number.NaN,
    peers: peers.map((peer, index) => ({ name: peer.name, rate: medians[index + 1] ?? Number.NaN })),
    unit: 'op/s',
    target: peers.length === 0 ? null : target,
  };
}

/** How often it can run within the slice, after it has warmed up for two of them. */
function calibrate(run: Operation, slice: number): number {
  let batch = 1;
  for (let warm = 0; warm < 2 * slice; ) {
    const took = (batch / rateOf(run, batch)) * 1000;
    warm += took;
    batch = Math.max(1, Math.min(batch * 4, Math.round((batch * slice) / Math.max(took, 1e-3))));
  }
  return batch;
}

/** Runs per second of processor time, which other processes on the machine do not take part in. */
function rateOf(run: Operation, batch: number): number {
  const start = process.cpuUsage();
  for (let index = 0; index < batch; index++) kept = run();
  const { user, system } = process.cpuUsage(start);
  return batch / (Math.max(user + system, 1) / 1e6);
}

/** Where results go, for a compiler not to leave the work out. */
export let kept: unknown;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}
