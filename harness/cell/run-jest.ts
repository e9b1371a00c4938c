import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { runCLI } from '@jest/core';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import { PROJECT_ROOT, SOURCE_SUFFIX } from '../run/project-root.ts';

type Arguments = Parameters<typeof runCLI>[0];

/**
 * Executes the suite files of the offered cell in this process, without output of its own: results leave through the cell.
 * @throws HarnessBugError when a file could not be executed at all, so that its purposes have no result.
 */
export async function runJest(): Promise<void> {
  const own = (name: string): string => join(PROJECT_ROOT, 'harness', 'cell', `${name}${SOURCE_SUFFIX}`);
  const configuration = {
    rootDir: PROJECT_ROOT,
    roots: ['<rootDir>/harness/cell'],
    // An installed Touchstone lies in node_modules, where jest looks for no tests unless it is told to.
    testPathIgnorePatterns: [],
    haste: { retainAllFiles: true },
    testMatch: [own('planned-suites')],
    testEnvironment: own('jest-environment'),
    reporters: [own('silent-reporter')],
    ...(SOURCE_SUFFIX === '.ts'
      ? { extensionsToTreatAsEsm: ['.ts'], transform: TRANSFORM }
      : { transform: {} }),
  };
  const { results } = await runCLI(
    {
      config: JSON.stringify(configuration),
      runInBand: true,
      silent: true,
      _: [],
      $0: 'touchstone',
    } as Arguments,
    [PROJECT_ROOT],
  );
  for (const { testExecError, failureMessage } of results.testResults) {
    if (testExecError == null) continue;
    const why = stripVTControlCharacters(failureMessage ?? String(testExecError)).trim();
    throw new HarnessBugError('cell.suite', why.replaceAll(`${PROJECT_ROOT}/`, ''), {
      hint: 'this is a defect of the suite file; please report it with this message',
    });
  }
}

const TRANSFORM = {
  '\\.ts$': [
    '@swc/jest',
    { jsc: { parser: { syntax: 'typescript' }, target: 'es2024' }, module: { type: 'es6' }, swcrc: false },
  ],
};
