// Adds up what was really run: jest's own totals, the qualification and the footers of the recorded runs. Exits 1 when anything failed.
// usage: count.mjs FAILED_STEPS FOLDER
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [failedSteps, folder] = [Number(process.argv[2]), process.argv[3]];
let passed = 0;
let failed = 0;
let skipped = 0;

const test = join(folder, 'test.log');
const text = existsSync(test) ? readFileSync(test, 'utf8') : '';
const plain = text.replaceAll(/\u001b\[[0-9;]*m/g, '');
for (const [line] of plain.matchAll(/^Tests: .*$/gm)) {
  const count = word => Number(line.match(new RegExp(`(\\d+) ${word}`))?.[1] ?? 0);
  passed += count('passed');
  failed += count('failed');
  skipped += count('skipped');
}
const testTotal = passed + failed;

/** Each comparison with another codec counts as one. */
const differential = join(folder, 'differential.log');
const comparisons = existsSync(differential) ? readFileSync(differential, 'utf8') : '';
const agreed = (comparisons.match(/^ok {3}/gm) ?? []).length;
passed += agreed;
failed += (comparisons.match(/^(FAIL|STALE) /gm) ?? []).length;
console.log(comparisons.match(/^differential: .*$/m)?.[0] ?? 'differential: not concluded');

/** Each mutant that had to be killed counts as one, each legal variant that had to be let pass, each purpose that kills nothing. */
const qualification = join('reports', 'qualification', 'qualification.json');
let qualified = false;
if (existsSync(qualification)) {
  const { mutants, killed, variants, variantRows, idlePurposes, errors, ...rest } = JSON.parse(readFileSync(qualification, 'utf8'));
  const clean = variantRows.filter(({ falseAlarms, durationMs }) => falseAlarms === 0 && durationMs !== null).length;
  console.log(`qualification: ${killed} of ${mutants} mutants killed, ${clean} of ${variants} legal variants let pass, ${idlePurposes.length} idle purposes, ${errors.length} errors`);
  passed += killed + clean;
  failed += mutants - killed + (variants - clean) + idlePurposes.length + errors.length;
  qualified = rest.qualified && !rest.partial;
} else console.log('qualification: not concluded');

/** Each cell of the cross-check is a handshake with another implementation, and what was said after it. */
const crossCheck = join(folder, 'cross-check.log');
const cells = existsSync(crossCheck) ? readFileSync(crossCheck, 'utf8') : '';
const [, green = 0, tried = 0] = cells.match(/^(\d+) of (\d+) cells are green$/m) ?? [];
console.log(tried === 0 ? 'cross-check: not concluded' : `cross-check: ${green} of ${tried} cells are green`);
passed += Number(green);
failed += tried - green;

let runs = 0;
const RUNS = [
  ...['embedded', 'embedded-psk'],
  ...['leshan-server', 'leshan-client', 'leshan-bootstrap-server'],
  ...['leshan-2-server', 'leshan-2-client', 'leshan-2-bootstrap-server'],
  ...['wakaama-server', 'wakaama-bootstrap-server', 'wakaama-client', 'node-lib-server'],
];
for (const name of RUNS) {
  const latest = join(folder, name, 'latest', 'run.ndjson');
  if (!existsSync(latest)) continue;
  const events = readFileSync(latest, 'utf8').trim().split('\n').map(line => JSON.parse(line));
  const footer = events.findLast(event => event.type === 'footer');
  const results = events.filter(event => event.type === 'result');
  const known = results.filter(({ verdict, disposition }) => verdict !== 'pass' && disposition !== 'unexpected');
  const unexpected = results.filter(({ disposition }) => disposition === 'unexpected');
  console.log(`${name}: ${results.length} purposes, ${JSON.stringify(footer?.verdicts)}, ${known.length} known deviations`);
  passed += results.length - unexpected.length;
  failed += unexpected.length;
  if (footer !== undefined) runs += 1;
}

// A step that failed without a failing test (a crash, a lint error, a missing image) must not vanish in the counts.
if (failedSteps > 0 && failed === 0) failed = failedSteps;
if (testTotal === 0 || runs < RUNS.length || agreed === 0 || Number(green) === 0 || !qualified) failed += 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 ? 1 : 0;
