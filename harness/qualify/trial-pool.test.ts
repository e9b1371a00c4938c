import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from '@jest/globals';
import type { Clock, Timer } from '../clock/clock.ts';
import { SystemClock } from '../clock/system-clock.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { SubjectFolders } from './subject-index.ts';
import { TrialPool, type TrialPoolOptions } from './trial-pool.ts';

const TESTING = join(import.meta.dirname, 'testing');
const folders: SubjectFolders = { mutants: join(TESTING, 'troublesome'), variants: join(TESTING, 'none') };
const only = ['registration.bv.register-parameters' as PurposeId];
const LONG = 60_000;

const several = ['register-parameters', 'register-object-list', 'serve-registered-server'].map(
  words => `registration.bv.${words}` as PurposeId,
);

function pool(
  subjects: readonly string[],
  options: Partial<TrialPoolOptions> = {},
  purposes = only,
): TrialPool {
  return new TrialPool(
    subjects.map(subject => ({ subject, only: purposes })),
    {
      ...{ jobs: 1, clock: new SystemClock(), onTrial: () => {}, folders },
      ...options,
    },
  );
}

/** A system clock on which one of the things that are waited for is late at once: the first is loading, the others what a trial says. */
function impatientOnce(late = 2): Clock {
  const real = new SystemClock();
  let asked = 0;
  return {
    now: () => real.now(),
    wait: delay => real.wait(delay),
    after(delay, callback) {
      asked += 1;
      return real.after(asked === late ? 0 : delay, callback);
    },
  };
}

/** A clock on which everything that is waited for comes 40 s after the one before. */
class SlowMachine implements Clock {
  #now = 0;
  readonly #timers = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.#now;
  }

  after(delay: number, callback: () => void): Timer {
    this.#now += 40_000;
    for (const timer of this.#timers)
      if (timer.at <= this.#now && this.#timers.delete(timer)) timer.callback();
    const timer = { at: this.#now + delay, callback };
    this.#timers.add(timer);
    return { cancel: () => this.#timers.delete(timer) };
  }

  wait(delay: number): Promise<void> {
    return new Promise(resolve => this.after(delay, resolve));
  }
}

/** Worker threads of this process that still live. */
function threads(): number {
  const report = process.report.getReport() as { readonly workers: readonly unknown[] };
  return report.workers.length;
}

describe('A pool of trials', () => {
  test(
    'ends what does not end, outlives what crashes, and tries everything else',
    async () => {
      const order = [
        'client-endless',
        'client-exits',
        'client-throws-late',
        'client-unknown',
        'client-silent',
      ];
      const done: number[] = [];
      const { trials, broken } = await pool(order, {
        clock: impatientOnce(),
        onTrial: count => done.push(count),
      }).perform();
      expect(broken).toEqual([
        {
          subject: 'client-endless',
          purpose: null,
          reason: 'trial.hung',
          message: 'no purpose ended within 60 s',
        },
        {
          ...{ subject: 'client-exits', purpose: null, reason: 'trial.crashed' },
          message: 'the thread ended with exit code 3',
        },
        {
          subject: 'client-throws-late',
          purpose: null,
          reason: 'trial.crashed',
          message: 'nobody caught it',
        },
        {
          ...{ subject: 'client-unknown', purpose: null, reason: 'trial.failed' },
          message: expect.stringContaining('no mutant or variant is called client-unknown'),
        },
      ]);
      expect(trials).toMatchObject([{ subject: 'client-silent', tried: [{ verdict: 'fail' }] }]);
      expect(done).toEqual([1, 2, 3, 4, 5]);
      expect(threads()).toBe(0);
    },
    LONG,
  );

  test(
    'lets a trial take as long as it likes while its purposes end',
    async () => {
      const clock = new SlowMachine();
      const { trials, broken } = await pool(['client-silent'], { clock }, several).perform();
      expect(broken).toEqual([]);
      expect(trials[0]?.tried.map(({ purpose }) => purpose)).toEqual(several);
      // Loading, the first purpose, and what is waited for after each of them.
      expect(clock.now()).toBe(40_000 * (2 + several.length));
    },
    LONG,
  );

  test(
    'ends a trial that comes no further, and names the purpose that it came to',
    async () => {
      const clock = impatientOnce(3);
      const { trials, broken } = await pool(['client-endless-later'], { clock }, several).perform();
      expect(trials).toEqual([]);
      expect(broken).toMatchObject([
        { reason: 'trial.hung', message: `no purpose ended for 60 s after ${several[0]}` },
      ]);
      expect(threads()).toBe(0);
    },
    LONG,
  );

  test(
    'takes what a hook throws for an error of the purpose, not of the trial',
    async () => {
      const { trials, broken } = await pool(['client-throws']).perform();
      expect(broken).toEqual([]);
      expect(trials[0]?.tried[0]).toMatchObject({
        verdict: 'error',
        message: expect.stringContaining('thrown by a hook'),
      });
    },
    LONG,
  );

  test(
    'ends all threads at once when it is told to',
    async () => {
      const interrupt = new AbortController();
      const performed = pool(['client-silent', 'client-endless', 'client-endless', 'client-endless'], {
        ...{ jobs: 2, signal: interrupt.signal },
        // Both threads are in a trial by now, one of them endlessly.
        onTrial: () => {
          expect(threads()).toBe(2);
          interrupt.abort();
        },
      }).perform();
      await expect(performed).rejects.toMatchObject({ code: 'qualify.interrupted', exitCode: 130 });
      expect(threads()).toBe(0);
    },
    LONG,
  );

  test('starts no thread when it was told to end before', async () => {
    const performed = pool(['client-endless'], { signal: AbortSignal.abort() }).perform();
    await expect(performed).rejects.toMatchObject({ exitCode: 130 });
  });

  test(
    'fails with every thread ended when the mutants cannot be loaded',
    async () => {
      const careless = { ...folders, mutants: join(TESTING, 'careless') };
      const performed = pool(['client-a', 'client-b'], { jobs: 2, folders: careless }).perform();
      await expect(performed).rejects.toMatchObject({
        ...{ code: 'qualify.worker', exitCode: 70 },
        message: expect.stringContaining('has no list of mutants'),
      });
      expect(threads()).toBe(0);
    },
    LONG,
  );

  test('has nothing to do without orders', async () => {
    expect(await pool([]).perform()).toEqual({ trials: [], broken: [] });
  });
});
