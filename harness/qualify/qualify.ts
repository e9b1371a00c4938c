import { availableParallelism } from 'node:os';
import type { Clock } from '../clock/clock.ts';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { loadSuites } from '../run/suite-index.ts';
import { narrow } from './narrow.ts';
import { concludeQualification, type Qualification } from './qualification.ts';
import { loadSubjects } from './subject-index.ts';
import { TrialPool } from './trial-pool.ts';

export interface QualifyOrder {
  /** Names as `--only` has them; none: everything. */
  readonly only: readonly string[];
  /** Threads; null: as many as there are processors. */
  readonly jobs: number | null;
  /** Of real time. */
  readonly clock: Clock;
  readonly onProgress: (done: number, of: number) => void;
}

/**
 * Tries every purpose on every mutant and legal variant of its role, in virtual time and in parallel.
 * @throws ConfigurationError when nothing is selected.
 */
export async function qualify({
  only: names,
  jobs,
  clock,
  onProgress,
}: QualifyOrder): Promise<Qualification> {
  const [all, suites] = await Promise.all([loadSubjects(), loadSuites()]);
  const declarations = suites.map(({ declaration }) => declaration);
  const { subjects, only } = narrow(names, all, declarations);
  if (subjects.length === 0) {
    throw new ConfigurationError('qualify.empty', `nothing matches --only ${names.join(' ')}`, {
      hint: 'name a mutant, a legal variant, a purpose or a requirement; a qualification of nothing proves nothing',
    });
  }
  const pool = new TrialPool(
    subjects.map(({ id }) => ({ subject: id, only })),
    clock,
    done => onProgress(done, subjects.length),
  );
  const { trials, broken } = await pool.perform(jobs ?? availableParallelism());
  const roles = new Set<string>(subjects.map(({ variation }) => variation.role));
  // Purposes that were only a twin, or were never asked for, are not judged by what a part of the mutants does to them.
  const asked =
    names.length === 0
      ? declarations
      : declarations.filter(({ id, role }) => roles.has(role) && (only?.includes(id) ?? false));
  return concludeQualification({ subjects, purposes: asked, trials, hung: broken });
}
