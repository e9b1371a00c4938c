import { availableParallelism } from 'node:os';
import process from 'node:process';
import { UsageError } from '../errors/touchstone-error.ts';
import type { Jobs } from '../run/conduct-run.ts';
import type { PlannedCell } from '../run/planned-cell.ts';

/** What the machine can give. */
export interface Machine {
  readonly processors: number;
  /** MiB that are free for processes. */
  readonly memory: number;
}

/** SUT instances for each processor: once started, which they do one by one, they wait for timers nearly all of the time. */
const INSTANCES_PER_PROCESSOR = 12;
const MOST_INSTANCES = 24;
/** MiB of the process of ours that each instance has, and of a SUT that names no `memory`. */
const PROCESS_MIB = 200;
const USUAL_SUT_MIB = 256;
/** The rest is for everything else on the machine. */
const SHARE_OF_MEMORY = 0.75;

/**
 * Cells in virtual time do not disturb each other; products take turns, each with several instances of its own.
 * @param text of `--jobs`; as many as the machine can serve in time and has memory for when it is undefined.
 * @throws UsageError when it is not a whole number from 1.
 */
export function jobsOf(
  text: string | undefined,
  cells: readonly PlannedCell[],
  machine: Machine = thisMachine(),
): Jobs {
  const virtual = cells.every(({ description }) => description.time === 'virtual');
  const usual = virtual ? Math.min(cells.length, machine.processors) : usualInstances(cells, machine);
  const jobs = text === undefined ? usual : Number(text);
  if (Number.isInteger(jobs) && jobs >= 1)
    return virtual ? { cells: jobs, instances: 1 } : { cells: 1, instances: jobs };
  throw new UsageError('run.jobs', `--jobs ${text} is not a whole number from 1`, {
    hint: 'leave it out for as many as the machine can serve in time',
  });
}

function usualInstances(cells: readonly PlannedCell[], { processors, memory }: Machine): number {
  const each = PROCESS_MIB + Math.max(...cells.map(({ descriptor }) => memoryOf(descriptor)));
  const fitting = Math.floor((memory * SHARE_OF_MEMORY) / each);
  return Math.max(1, Math.min(MOST_INSTANCES, INSTANCES_PER_PROCESSOR * processors, fitting));
}

function memoryOf({ launch }: PlannedCell['descriptor']): number {
  return (launch.kind === 'container' ? launch.memory : null) ?? USUAL_SUT_MIB;
}

function thisMachine(): Machine {
  return { processors: availableParallelism(), memory: process.availableMemory() / 2 ** 20 };
}
