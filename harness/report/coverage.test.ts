import { describe, expect, test } from '@jest/globals';
import { check, declare, didNotRun, ran, type SamplePurpose } from '../record/testing/sample-purposes.ts';
import { clientCell, sampleRun, serverCell } from '../record/testing/sample-run.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { countCoverage, coverageOf, type RequirementSummary } from './coverage.ts';
import { requirement } from './testing/sample-requirements.ts';

function purpose(words: string, verdict: Verdict, known = false): SamplePurpose {
  const id = `management.bv.${words}`;
  const declaration = declare(id, 'client', { title: 'does it', requirements: ['HLF-001'] });
  return ran(declaration, verdict, [], [check(id, 'x')], known ? { disposition: 'expected' } : {});
}

const skipped = didNotRun(
  declare('management.bv.skipped', 'client', { title: 'does it', requirements: ['HLF-001'] }),
  'notApplicable',
  'object.5 is false',
);

function stateOf(
  purposes: readonly SamplePurpose[],
  one: RequirementSummary = requirement('HLF-001', { roles: ['client'] }),
) {
  const [coverage] = coverageOf([one], sampleRun({ cells: [clientCell(purposes)] }));
  return coverage?.state;
}

describe('Coverage of a requirement', () => {
  test.each([
    ['passed', [purpose('a', 'pass')]],
    ['failed', [purpose('a', 'pass'), purpose('b', 'fail')]],
    ['known', [purpose('a', 'pass'), purpose('b', 'fail', true)]],
    ['failed', [purpose('a', 'fail', true), purpose('b', 'fail')]],
    ['inconclusive', [purpose('a', 'pass'), purpose('b', 'inconclusive')]],
    ['inconclusive', [purpose('a', 'pass'), purpose('b', 'error')]],
    ['inconclusive', [purpose('a', 'none')]],
    ['passed', [purpose('a', 'pass'), skipped]],
    ['not-run', [skipped]],
    ['unselected', []],
  ])('is %s by the worst of what was planned about it', (state, purposes) => {
    expect(stateOf(purposes)).toBe(state);
  });

  test.each([
    ['uncovered', 'a whole run has purposes for others only', false],
    ['unselected', 'the run was narrowed to others', true],
  ])('is %s where %s', (state, _, partial) => {
    const cells = [clientCell([purpose('a', 'pass')])];
    const [, other] = coverageOf(
      [requirement('HLF-001'), requirement('HLF-002', { roles: ['client'] })],
      sampleRun({ cells, header: { partial } }),
    );
    expect(other?.state).toBe(state);
  });

  test('has not run where nothing ran but what holds the ICS to the wire', () => {
    expect(stateOf([purpose('attributes-as-declared', 'pass'), skipped])).toBe('not-run');
    expect(stateOf([purpose('attributes-as-declared', 'pass'), purpose('a', 'pass')])).toBe('passed');
    expect(stateOf([purpose('attributes-as-declared', 'fail'), skipped])).toBe('failed');
    expect(stateOf([purpose('attributes-as-declared', 'pass')])).toBe('not-run');
  });

  test('is a specification gap where there is no purpose because there is no mechanism', () => {
    const lacking = requirement('HLF-013', { roles: ['client'], gaps: [{ text: 'no binding over USSD' }] });
    expect(stateOf([], lacking)).toBe('gap');
  });

  test('tells why a purpose did not run', () => {
    const [coverage] = coverageOf([requirement('HLF-001')], sampleRun({ cells: [clientCell([skipped])] }));
    expect(coverage?.roles[0]?.purposes.map(({ why }) => why)).toEqual(['object.5 is false']);
  });

  test('is told for each role, and a role that is not under test says so', () => {
    const [coverage] = coverageOf(
      [requirement('HLF-001')],
      sampleRun({ cells: [clientCell([purpose('a', 'pass')])] }),
    );
    expect(coverage?.roles.map(({ role, state }) => [role, state])).toEqual([
      ['client', 'passed'],
      ['server', 'absent'],
    ]);
    expect(coverage?.state).toBe('passed');
  });

  test('is not passed over all roles while one that is under test was not looked at', () => {
    const run = sampleRun({ cells: [clientCell([purpose('a', 'pass')]), serverCell()] });
    expect(coverageOf([requirement('HLF-001')], run)[0]?.state).toBe('uncovered');
  });

  test('keeps what was run about a requirement that the catalogue lacks', () => {
    const coverage = coverageOf([], sampleRun({ cells: [clientCell([purpose('a', 'fail')])] }));
    expect(coverage.map(({ requirement: { id }, state }) => [id, state])).toEqual([['HLF-001', 'failed']]);
    expect(countCoverage(coverage)).toMatchObject({ failed: 1, passed: 0 });
  });

  test('does not count a purpose as passed that the run never came to', () => {
    const events = sampleRun({ cells: [clientCell([purpose('a', 'pass')])] });
    const cut = { ...events, results: [], footer: null };
    expect(coverageOf([requirement('HLF-001', { roles: ['client'] })], cut)[0]?.state).toBe('not-run');
  });
});
