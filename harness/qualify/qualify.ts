import { availableParallelism } from 'node:os';
import type { Clock } from '../clock/clock.ts';
import { loadSuites } from '../run/suite-index.ts';
import { type Breadth, narrow } from './narrow.ts';
import type { Qualification } from './qualification.schema.ts';
import { concludeQualification } from './qualification.ts';
import { loadSubjects, type SubjectFolders } from './subject-index.ts';
import { TrialPool } from './trial-pool.ts';

export interface QualifyOrder {
  /** Names as `--only` has them; none: everything. */
  readonly only: readonly string[];
  readonly breadth: Breadth;
  /** Threads; null: as many as there are processors. */
  readonly jobs: number | null;
  /** Of real time. */
  readonly clock: Clock;
  readonly onProgress: (done: number, of: number) => void;
  readonly signal?: AbortSignal;
  readonly folders?: SubjectFolders;
}

/**
 * Tries purposes on the mutants that they must catch and on every legal variant of their role, in virtual time and in parallel.
 * @throws ConfigurationError for a name that nothing has.
 * @throws InterruptedError when the signal ended it.
 */
export async function qualify(order: QualifyOrder): Promise<Qualification> {
  const { only: names, breadth, jobs, clock, onProgress, signal, folders } = order;
  const [all, suites] = await Promise.all([loadSubjects(folders), loadSuites()]);
  const { orders, purposes } = narrow(
    names,
    all,
    suites.map(({ declaration }) => declaration),
    breadth,
  );
  const show = (done: number): void => onProgress(done, orders.length);
  show(0);
  const pool = new TrialPool(orders, {
    ...{ jobs: jobs ?? availableParallelism(), clock, signal, folders },
    onTrial: show,
  });
  const { trials, broken } = await pool.perform();
  const selected = new Set(orders.map(({ subject }) => subject));
  const subjects = all.filter(({ id }) => selected.has(id));
  return concludeQualification({ subjects, purposes, trials, broken, partial: names.length > 0 });
}
