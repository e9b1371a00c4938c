import process from 'node:process';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { SystemClock } from '../clock/system-clock.ts';
import { ExitCode, UsageError } from '../errors/touchstone-error.ts';
import type { QualificationDocument } from '../qualify/qualification.schema.ts';
import { qualificationDocument } from '../qualify/qualification-document.ts';
import { type QualifyOrder, qualify as tryPurposes } from '../qualify/qualify.ts';
import { qualificationProgress } from '../report/qualification/progress.ts';
import { qualificationSummary } from '../report/qualification/summary.ts';
import { prepareQualification, writeQualification } from '../report/qualification/write-qualification.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import { TOOL } from './tool.ts';

export interface QualifyOptions {
  readonly only?: readonly string[];
  readonly json?: boolean;
  readonly jobs?: string;
  readonly out: string;
  readonly plain?: boolean;
  readonly everyPurpose?: boolean;
}

/** `touchstone qualify`: proves the purposes on mutants and legal variants; gives the exit code. */
export async function qualify({
  only = [],
  json = false,
  jobs,
  out,
  plain,
  everyPurpose = false,
}: QualifyOptions): Promise<number> {
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupt.abort());
  const order: Omit<QualifyOrder, 'onProgress'> = {
    ...{ only, jobs: jobsOf(jobs), clock: new SystemClock(), signal: interrupt.signal },
    breadth: everyPurpose ? 'every' : 'expected',
  };
  const paths = prepareQualification(out);
  const catalogue = await loadCatalogue();
  // With --json nothing else may be on stdout.
  const stream = json ? process.stderr : process.stdout;
  const tty = stream.isTTY === true && plain !== true;
  const style = terminalStyle(tty && process.env.NO_COLOR === undefined, stream.columns);
  const progress = qualificationProgress({ stream, tty, style, clock: order.clock });
  const document = await concluded({ ...order, onProgress: progress.show }).finally(() => progress.close());
  writeQualification(paths, document, catalogue.requirements);
  process.stdout.write(
    json ? `${JSON.stringify(document, null, 2)}\n` : qualificationSummary(document, paths.html, style),
  );
  return document.qualified ? ExitCode.ok : ExitCode.harnessBug;
}

async function concluded(order: QualifyOrder): Promise<QualificationDocument> {
  const { only, clock } = order;
  const [startedAt, started] = [new Date(), clock.now()];
  const qualification = await tryPurposes(order);
  return qualificationDocument(qualification, {
    ...{ tool: TOOL, startedAt: startedAt.toISOString(), only },
    durationMs: Math.round(clock.now() - started),
  });
}

function jobsOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 1) return jobs;
  throw new UsageError('qualify.jobs', `--jobs ${text} is not a whole number from 1`, {
    hint: 'leave it out for one per processor',
  });
}
