import process from 'node:process';
import { SystemClock } from '../clock/system-clock.ts';
import { ExitCode, UsageError } from '../errors/touchstone-error.ts';
import { isQualified } from '../qualify/qualification.ts';
import { qualificationDocument } from '../qualify/qualification-document.ts';
import { qualify as perform } from '../qualify/qualify.ts';
import { qualificationProgress } from '../report/qualification/progress.ts';
import { qualificationSummary } from '../report/qualification/summary.ts';
import { writeQualification } from '../report/qualification/write-qualification.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import { TOOL } from './tool.ts';

export interface QualifyOptions {
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly jobs?: string;
  readonly out: string;
  readonly plain?: boolean;
}

/** `touchstone qualify`: proves the purposes on mutants and legal variants; gives the exit code. */
export async function qualify({
  only = [],
  json = false,
  jobs,
  out,
  plain,
}: QualifyOptions): Promise<number> {
  const clock = new SystemClock();
  const tty = process.stdout.isTTY === true && plain !== true && !json;
  const style = terminalStyle(tty && process.env.NO_COLOR === undefined, process.stdout.columns);
  // With --json nothing else may be on stdout.
  const progress = qualificationProgress({
    stream: json ? process.stderr : process.stdout,
    tty,
    style,
    clock,
  });
  const startedAt = new Date();
  const started = clock.now();
  const qualification = await perform({
    ...{ only, clock, jobs: jobsOf(jobs) },
    onProgress: (done, of) => progress.show(done, of),
  }).finally(() => progress.close());
  const document = qualificationDocument(qualification, {
    ...{ tool: TOOL, startedAt: startedAt.toISOString(), partial: only.length > 0 },
    durationMs: Math.round(clock.now() - started),
  });
  const { html } = writeQualification(out, document);
  process.stdout.write(
    json
      ? `${JSON.stringify(document, null, 2)}\n`
      : `${qualificationSummary(document, style)}report  ${html}\n`,
  );
  return isQualified(qualification) ? ExitCode.ok : ExitCode.harnessBug;
}

function jobsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new UsageError('qualify.jobs', `--jobs ${text} is not a whole number from 1`, {
    hint: 'leave it out for one per processor',
  });
}
