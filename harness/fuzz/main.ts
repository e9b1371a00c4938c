/** Fuzzes decoders: `npm run fuzz -- <decoder> [--seconds n] [--seed n]`. */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { ExitCode, TouchstoneError, UsageError } from '../errors/touchstone-error.ts';
import { deriveSeed } from '../transport/random.ts';
import { findingLines, outcomeLines, progressLine } from './fuzz-report.ts';
import { replay } from './replay.ts';
import { readCorpus, writeCorpus, writeFinding } from './saved-inputs.ts';
import { supervise } from './supervise.ts';
import { loadTarget, targetModule, targetNames } from './targets.ts';

interface Options {
  readonly seconds?: string;
  readonly executions?: string;
  readonly seed: string;
  readonly maxLength: string;
  readonly replay?: readonly string[];
  readonly saveCorpus?: boolean;
}

const DEFAULT_SECONDS = 30;
const PROGRESS_MS = 2000;

const write = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const program = new Command('fuzz')
  .description('Looks for bytes on which a decoder breaks a law: throws, keeps silent, takes too long, …')
  .argument('[decoder]', 'one of the decoders, or all; without it they are listed')
  .option('--seconds <number>', `how long for each decoder (default: ${DEFAULT_SECONDS})`)
  .option('--executions <number>', 'how many inputs for each decoder, instead of a time: the same every time')
  .option('--seed <number>', 'seed of everything random', '1')
  .option('--max-length <number>', 'longest input in bytes', '1024')
  .option('--replay <file...>', 'read these inputs only, and tell about each')
  .option('--save-corpus', 'write the inputs that together reach most to fixtures/fuzz/corpus')
  .exitOverride();

try {
  program.parse();
  process.exitCode = await run(program.args[0], program.opts());
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

async function run(decoder: string | undefined, options: Options): Promise<number> {
  if (decoder === undefined) {
    for (const name of targetNames())
      write(`${name.padEnd(18)} ${(await loadTarget(targetModule(name))).title}`);
    return ExitCode.ok;
  }
  if (options.replay !== undefined) {
    const target = await loadTarget(targetModule(decoder));
    return options.replay.map(file => replay(target, file, write)).every(Boolean)
      ? ExitCode.ok
      : ExitCode.nonConformance;
  }
  let findings = 0;
  for (const name of decoder === 'all' ? targetNames() : [decoder]) findings += await fuzzOne(name, options);
  return findings === 0 ? ExitCode.ok : ExitCode.nonConformance;
}

/** Number of findings. */
async function fuzzOne(name: string, options: Options): Promise<number> {
  const executions = options.executions === undefined ? null : integer('executions', options.executions);
  const seconds = executions === null ? integer('seconds', options.seconds ?? `${DEFAULT_SECONDS}`) : null;
  const seed = integer('seed', options.seed);
  let shown = performance.now();
  let findings = 0;
  const start = shown;
  const { outcome, sites } = await supervise(
    {
      module: targetModule(name),
      seed: deriveSeed(seed, name),
      maxLength: integer('max-length', options.maxLength),
      milliseconds: seconds === null ? null : seconds * 1000,
      executions,
      corpus: readCorpus(name),
    },
    {
      onFinding: finding => {
        findings += 1;
        for (const line of findingLines(name, finding, writeFinding(name, finding))) write(line);
      },
      onProgress: (progress, of) => {
        const now = performance.now();
        if (now - shown < PROGRESS_MS) return;
        shown = now;
        write(progressLine(name, progress, { sites: of, seconds: (now - start) / 1000 }));
      },
    },
  );
  const took = (performance.now() - start) / 1000;
  for (const line of outcomeLines(name, outcome, { sites, seconds: took }, findings)) write(line);
  if (options.saveCorpus === true && outcome !== null)
    write(`  corpus in ${writeCorpus(name, outcome.inputs)}`);
  return findings;
}

function integer(option: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError('fuzz.option', `--${option} cannot be "${text}"`, { hint: 'Give a whole number.' });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  if (!(error instanceof TouchstoneError)) throw error;
  process.stderr.write(`fuzz: ${error.message}\n  hint: ${error.hint}\n`);
  return error.exitCode;
}
