import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors/touchstone-error.ts';
import { cellsOf, type PlannedCell } from '../run/planned-cell.ts';
import { parseDescriptor } from '../sut/load-descriptor.ts';
import { jobsOf } from './jobs.ts';

const IN_PROCESS = { 'in-process': { peer: 'reference-client' } };
const container = (memory?: number) => ({ container: { image: 'acme:1', ...(memory && { memory }) } });

function cells(launch: object): readonly PlannedCell[] {
  const file = {
    ...{ schema: 'touchstone/sut@1', identity: { name: 'acme', vendor: 'Acme', version: '1.0.0' } },
    ...{ role: 'client', lwm2m: ['1.0', '1.1'], launch },
    ...('container' in launch ? { control: 'none' } : {}),
  };
  return cellsOf(parseDescriptor(JSON.stringify(file), '/nowhere/sut.yaml'), []);
}

describe('jobsOf', () => {
  test.each([
    ['twelve for each processor', 1, 64_000, 512, 12],
    ['no more than 24', 16, 64_000, 512, 24],
    ['no more than three quarters of the memory hold, with a process of ours for each', 8, 8_000, 512, 8],
    ['a usual size where the SUT file names no memory', 8, 8_000, undefined, 13],
    ['one at least', 1, 100, 4_096, 1],
  ])('starts %s', (_, processors, memory, ofSut, instances) => {
    expect(jobsOf(undefined, cells(container(ofSut)), { processors, memory })).toEqual({
      cells: 1,
      instances,
    });
  });

  test('runs cells in virtual time beside each other, one for each processor', () => {
    expect(jobsOf(undefined, cells(IN_PROCESS), { processors: 2, memory: 100 })).toEqual({
      ...{ cells: 2, instances: 1 },
    });
  });

  test('does as it is told', () => {
    expect(jobsOf('40', cells(container()), { processors: 1, memory: 100 }).instances).toBe(40);
    expect(jobsOf('3', cells(IN_PROCESS))).toEqual({ cells: 3, instances: 1 });
  });

  test.each(['0', '-1', '1.5', 'many', ''])('refuses %j', text => {
    expect(() => jobsOf(text, cells(IN_PROCESS))).toThrow(UsageError);
  });
});
