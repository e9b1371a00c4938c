import { relative } from 'node:path';
import process from 'node:process';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { replayCommand } from './replay-command.ts';

/** Set in every test file: the seed of the run, and failures that say how to see them again with one command. */
const seed = Number(process.env.TOUCHSTONE_SEED);
const path = process.env.TOUCHSTONE_PATH;

fc.configureGlobal({
  ...(Number.isInteger(seed) ? { seed } : {}),
  ...(path === undefined ? {} : { path, endOnFailure: true }),
  reporter: report,
});

function report<Values>(details: fc.RunDetails<Values>): void {
  if (!details.failed) return;
  const { testPath = '', currentTestName: title = '' } = expect.getState();
  const again = replayCommand({
    seed: details.seed,
    path: details.counterexamplePath ?? '',
    file: relative(process.cwd(), testPath),
    title,
  });
  throw new Error(`${fc.defaultReportMessage(details)}\n\nSee it again: ${again}`);
}
