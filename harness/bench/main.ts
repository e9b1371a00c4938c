/** Measures our codecs and our endpoint beside others: `npm run bench [-- --json] [-- --only name]`. */
import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { ExitCode, TouchstoneError, UsageError } from '../errors/touchstone-error.ts';
import { benchRows, benchTable } from './bench-report.ts';
import { coapComparisons } from './coap-comparisons.ts';
import type { Measured, Target } from './comparison.ts';
import { contentComparisons } from './content-comparisons.ts';
import { IDLE, measureIdle } from './dtls-memory.ts';
import { measureDtls } from './dtls-pairs.ts';
import { type Budget, measure } from './measure.ts';
import { measureRoundTrips } from './round-trip.ts';

const BUDGET: Budget = { rounds: 10, slice: 25 };
const ROUND_TRIPS = { rounds: 9, perRound: 400 };
const ROUND_TRIP = 'round-trip';
const DTLS_ROUNDS = { rounds: 5, handshakes: 60, records: 500 };
const DTLS = 'dtls/psk-ccm8';
const IDLE_ASSOCIATIONS = 5_000;
const CODEC_TARGET: Target = { ratio: 1.5, text: '≥ 1.5 × the fastest peer' };

const program = new Command('bench')
  .description('Measures our codecs and our endpoint side by side with others, on the same messages')
  .option('--json', 'rows of name, unit, ours, peer, peerName and ratio')
  .option('--only <text>', 'only what has this in its name')
  .exitOverride();

try {
  program.parse();
  const { json = false, only = '' } = program.opts<{ readonly json?: boolean; readonly only?: string }>();
  const measured = await run(only);
  const lines = json ? [JSON.stringify(benchRows(measured), null, 2)] : benchTable(measured);
  process.stdout.write(`${lines.join('\n')}\n`);
} catch (error) {
  process.exitCode = exitCodeOf(error);
}

/** @throws UsageError `bench.only` when nothing has that name. */
async function run(only: string): Promise<Measured[]> {
  const all = [...coapComparisons(), ...contentComparisons()];
  const chosen = all.filter(({ name }) => name.includes(only));
  const measured = chosen.map(comparison => measure(comparison, BUDGET, CODEC_TARGET));
  if (ROUND_TRIP.includes(only)) measured.push(await measureRoundTrips(ROUND_TRIPS));
  if (DTLS.includes(only) || only.startsWith(DTLS)) measured.push(...(await measureDtls(DTLS_ROUNDS)));
  if (IDLE.includes(only) || only.startsWith(IDLE)) measured.push(...(await measureIdle(IDLE_ASSOCIATIONS)));
  if (measured.length > 0) return measured;
  throw new UsageError('bench.only', `Nothing to measure has "${only}" in its name`, {
    hint: `There are ${[...all.map(({ name }) => name), ROUND_TRIP, DTLS, IDLE].join(', ')}.`,
  });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  if (!(error instanceof TouchstoneError)) throw error;
  process.stderr.write(`bench: ${error.message}\n  hint: ${error.hint}\n`);
  return error.exitCode;
}
