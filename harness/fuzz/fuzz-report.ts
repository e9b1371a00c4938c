import type { Finding, Outcome, Progress, Slowest } from './engine/fuzz.ts';

export interface Extent {
  /** Branches that the code has. */
  readonly sites: number;
  readonly seconds: number;
}

export function progressLine(decoder: string, progress: Progress, { sites, seconds }: Extent): string {
  const { executions, branches, features, corpus, findings } = progress;
  return [
    `${decoder.padEnd(16)} ${seconds.toFixed(0).padStart(4)} s`,
    `${executions} executions`,
    `${Math.round(executions / seconds)}/s`,
    `branches ${branches}/${sites}`,
    `features ${features}`,
    `corpus ${corpus}`,
    `findings ${findings}`,
  ].join('  ');
}

/** What was found, and the command that shows it again. */
export function findingLines(decoder: string, { defect, input }: Finding, file: string): string[] {
  return [
    `! ${decoder} breaks ${defect.law} on ${input.length} bytes: ${defect.message}`,
    `  replay: npm run fuzz -- ${decoder} --replay ${file}`,
  ];
}

export function outcomeLines(
  decoder: string,
  outcome: Outcome | null,
  extent: Extent,
  findings: number,
): string[] {
  if (outcome === null) return [`${decoder}: ended by an input, ${findings} findings`];
  return [
    progressLine(decoder, outcome, extent),
    ...slowestLines(outcome.slowest),
    ...RETENTION[outcome.retention],
  ];
}

const RETENTION: Readonly<Record<Outcome['retention'], readonly string[]>> = {
  none: [],
  found: [],
  unknown: ['  whether memory stays behind was not looked at: that needs node --expose-gc'],
};

function slowestLines(slowest: Slowest | null): string[] {
  if (slowest === null) return [];
  const { input, branchesPerByte, nanosecondsPerByte } = slowest;
  const shown = Buffer.from(input.subarray(0, 24)).toString('hex') + (input.length > 24 ? '…' : '');
  const speed = `${branchesPerByte.toFixed(1)} branches and ${nanosecondsPerByte.toFixed(0)} ns a byte`;
  return [`  slowest: ${speed}, ${input.length} bytes: ${shown}`];
}
