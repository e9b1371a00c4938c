import { describe, expect, test } from '@jest/globals';
import { SystemClock } from '../clock/system-clock.ts';
import type { Qualification } from './qualification.schema.ts';
import { qualify } from './qualify.ts';

const LONG = 120_000;

async function qualified(jobs: number, ...only: string[]): Promise<Qualification> {
  return qualify({ only, breadth: 'expected', jobs, clock: new SystemClock(), onProgress: () => {} });
}

function withoutTimes({ mutantRows, variantRows, ...rest }: Qualification) {
  const timeless = <Row extends object>(row: Row) => ({ ...row, durationMs: null });
  return { ...rest, mutantRows: mutantRows.map(timeless), variantRows: variantRows.map(timeless) };
}

describe('Qualifying', () => {
  test(
    'kills the mutants of a requirement, and finds the same with any number of threads',
    async () => {
      const alone = await qualified(1, 'registration.bv.register-parameters');
      expect(alone.mutants).toBeGreaterThan(0);
      expect(alone).toMatchObject({
        ...{ qualified: true, killed: alone.mutants, purposes: 1, idlePurposes: [], falseAlarms: [] },
      });
      const together = await qualified(3, 'registration.bv.register-parameters');
      expect(withoutTimes(together)).toEqual(withoutTimes(alone));
    },
    LONG,
  );

  test(
    'tells how far it is',
    async () => {
      const told: string[] = [];
      await qualify({
        ...{
          breadth: 'expected' as const,
          only: ['client-never-registers'],
          jobs: 1,
          clock: new SystemClock(),
        },
        onProgress: (done, of) => told.push(`${done}/${of}`),
      });
      expect(told).toEqual(['0/1', '1/1']);
    },
    LONG,
  );
});
