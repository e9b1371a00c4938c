import { expect, test } from '@jest/globals';
import { clientCell, sampleRun } from '../record/testing/sample-run.ts';
import { reproduceCommand, showCommand } from './reproduce-command.ts';

function reproduce(command: readonly string[]): string {
  const run = sampleRun({ cells: [clientCell()], header: { command } });
  const [plan] = run.plan;
  if (plan === undefined) throw new Error('the sample has a plan');
  return reproduceCommand(run.header, plan);
}
const NARROWED = '--only registration.bv.register --seed 7719';

test.each([
  [['touchstone', 'run', 'sut.yaml'], `touchstone run sut.yaml ${NARROWED}`],
  [['run', 'sut.yaml'], `touchstone run sut.yaml ${NARROWED}`],
  [['/usr/bin/touchstone', 'run', 'sut.yaml'], `touchstone run sut.yaml ${NARROWED}`],
  [
    ['run', 'sut.yaml', '--only', 'x.*', '--seed', '1', '--jobs', '2'],
    `touchstone run sut.yaml --jobs 2 ${NARROWED}`,
  ],
  [['run', 'sut.yaml', '--only', 'x.*', 'y.*', '--plain'], `touchstone run sut.yaml --plain ${NARROWED}`],
  [['run', '--seed', '1', 'sut.yaml'], `touchstone run sut.yaml ${NARROWED}`],
  [['run', '--only=x.*', '--seed=1', 'sut.yaml'], `touchstone run sut.yaml ${NARROWED}`],
  [['run', "it's; rm -rf $HOME"], `touchstone run 'it'\\''s; rm -rf $HOME' ${NARROWED}`],
])('narrows %j to one purpose with its seed', (command, expected) => {
  expect(reproduce(command)).toBe(expected);
});

test.each([
  [['run', 'sut.yaml'], ''],
  [['run', 'sut.yaml', '--out', 'my runs'], " --run 'my runs/20261123T041236123Z-9c41d2aa'"],
  [['run', '--out=there/', 'sut.yaml'], ' --run there/20261123T041236123Z-9c41d2aa'],
])('shows a purpose of what %j recorded', (command, where) => {
  const run = sampleRun({ cells: [clientCell()], header: { command } });
  const [plan] = run.plan;
  expect(plan && showCommand(run, plan)).toBe(`touchstone show registration.bv.register${where}`);
});
