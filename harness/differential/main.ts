/**
 * `npm run differential`: our codecs and those of Eclipse Leshan and Californium, asked the same questions. Exit code 0
 * when they agree but for the known disagreements, 1 for an unknown or a stale one, 69 without a peer, 78 for a bad list.
 */
import { join } from 'node:path';
import process from 'node:process';
import { Command } from 'commander';
import { SystemClock } from '../clock/system-clock.ts';
import { troubleOf } from '../errors/trouble.ts';
import { buildImage } from '../sut/build-image.ts';
import { coapComparisons } from './coap-comparisons.ts';
import { CodecPeer, type PeerCommand } from './codec-peer.ts';
import { type ComparisonResult, compare } from './compare.ts';
import { compositeComparisons } from './composite-comparisons.ts';
import { contentComparisons } from './content-comparisons.ts';
import { loadKnownDisagreements } from './known-disagreement.ts';
import { modelRequest } from './reference-objects.ts';

const FOLDER = join(import.meta.dirname, '../../fixtures/hosts/leshan-codecs');
const TAG = 'touchstone/leshan-codecs:2.0.0-M18';
const PROGRESS_SPAN = 2_000;
const FORMATS = [0, 42, 60, 110, 112, 11542, 11543] as const;

const clock = new SystemClock();
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const options = new Command('differential')
  .description('Compares our codecs with those of Eclipse Leshan and Californium.')
  .option('--runs <number>', 'cases per comparison', '2000')
  .option('--seed <number>', 'the same seed asks the same questions', String(Date.now() % 2 ** 31))
  .option('--only <text>', 'comparisons whose name contains this text', '')
  .option('--peer <command>', 'another way to start the driver, instead of its container')
  .parse()
  .opts<{ runs: string; seed: string; only: string; peer?: string }>();

async function peerCommand(): Promise<PeerCommand> {
  const [program, ...rest] = options.peer?.split(' ') ?? [];
  if (program !== undefined) return { program, arguments: rest };
  const image = {
    kind: 'built',
    dockerfile: join(FOLDER, 'Dockerfile'),
    context: FOLDER,
    args: {},
    tag: TAG,
  } as const;
  await buildImage(image, {
    clock,
    progress: say,
    engine: process.env.DOCKER_HOST ?? 'unix:///var/run/docker.sock',
  });
  return { program: 'docker', arguments: ['run', '--rm', '--interactive', '--network', 'none', TAG] };
}

async function main(): Promise<number> {
  const runs = Number(options.runs);
  const seed = Number(options.seed);
  const known = loadKnownDisagreements(join(FOLDER, 'known-disagreements.yaml'));
  const comparisons = [
    ...coapComparisons,
    ...FORMATS.flatMap(contentComparisons),
    ...FORMATS.flatMap(compositeComparisons),
  ].filter(({ name }) => name.includes(options.only));
  const peer = await CodecPeer.start(await peerCommand(), clock);
  await peer.ask(modelRequest());
  const results: ComparisonResult[] = [];
  let told = clock.now();
  for (const comparison of comparisons) {
    let cases = 0;
    const onCase = (): void => {
      cases += 1;
      if (clock.now() - told < PROGRESS_SPAN) return;
      told = clock.now();
      say(`… ${comparison.name}: ${cases} of ${runs}`);
    };
    const result = await compare(comparison, peer, known, { runs, seed, onCase });
    results.push(result);
    say(
      `${result.unknown === null ? 'ok  ' : 'FAIL'} ${result.name}: ${result.cases} cases, ${result.known} known disagreements`,
    );
    if (result.unknown !== null) {
      say(`     ${result.unknown.difference.slice(0, 600)}`);
      say(`     ${result.unknown.example.slice(0, 1500)}`);
      say(`     again: npm run differential -- --seed ${seed} --runs ${runs} --only '${comparison.name}'`);
    }
  }
  await peer.end();
  // A part of the comparisons says nothing about the entries that the others would show.
  const stale = options.only === '' ? known.stale() : [];
  for (const { id } of stale) say(`STALE ${id}: no case showed it; remove it, or find out why`);
  const sum = (field: 'cases' | 'known'): number =>
    results.reduce((total, result) => total + result[field], 0);
  const unknown = results.filter(result => result.unknown !== null).length;
  say(
    `differential: ${sum('cases')} cases in ${results.length} comparisons (seed ${seed}), ${sum('known')} known disagreements, ${unknown} unknown, ${stale.length} stale`,
  );
  return unknown + stale.length > 0 || results.length === 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { message, hint, exitCode } = troubleOf(error);
  process.stderr.write(`differential: ${message}\n  ${hint}\n`);
  process.exitCode = exitCode;
}
