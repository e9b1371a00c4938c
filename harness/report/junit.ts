import { XMLBuilder } from 'fast-xml-parser';
import type { RecordedRun } from '../record/recorded-run.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import { lastWordsOf } from './last-words.ts';
import {
  APPLICABILITY_WORDS,
  type CellOutcome,
  failedChecks,
  outcomesOf,
  type PurposeOutcome,
} from './outcome.ts';
import { showCommand } from './reproduce-command.ts';
import { visibleText } from './visible-text.ts';

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  ignoreAttributes: false,
  format: true,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
});

/**
 * JUnit XML: a suite per cell, a class per interface, a case per planned purpose.
 * Unexpected failure → `failure` typed by its reason code; known failure → `skipped` "known: …"; inconclusive and error →
 * `error`; whatever did not run → `skipped` with why. Text of a SUT is made printable, so no invalid XML character is left.
 */
export function junitXml(run: RecordedRun): string {
  const suites = outcomesOf(run).map(cell => suite(run, cell));
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': `touchstone ${clean(run.header.runId)}`,
      '@time': seconds(run.footer?.durationMs ?? 0),
      testsuite: suites,
    },
  });
}

function suite(run: RecordedRun, { cell, purposes }: CellOutcome): object {
  const number = (wanted: readonly PurposeOutcome['outcome'][]) =>
    purposes.filter(purpose => wanted.includes(purpose.outcome) && !purpose.missing).length;
  const missing = purposes.filter(purpose => purpose.missing).length;
  const { sut } = cell.description;
  return {
    '@name': clean(cell.description.id),
    '@tests': purposes.length,
    '@failures': number(['failed']),
    '@errors': number(['error', 'inconclusive']) + missing,
    '@skipped': number(['known', 'not-run']),
    '@time': seconds(purposes.reduce((sum, { result }) => sum + (result?.durationMs ?? 0), 0)),
    '@timestamp': run.header.startedAt.slice(0, 19),
    properties: properties([
      ['run', run.header.runId],
      ['plan-hash', run.header.planHash],
      ['seed', String(run.header.seed)],
      ['sut', `${sut.vendor} ${sut.name} ${sut.version}`],
    ]),
    testcase: purposes.map(purpose => testcase(run, purpose)),
  };
}

function testcase(run: RecordedRun, purpose: PurposeOutcome): object {
  const { id, title, level, requirements, revision, clause } = purpose.plan.purpose;
  return {
    '@classname': clean(id.split('.', 1)[0] ?? id),
    '@name': clean(`${id} ${title}`),
    '@time': seconds(purpose.result?.durationMs ?? 0),
    properties: properties([
      ...requirements.map(requirement => ['requirement', requirement] as const),
      ['level', level],
      ['revision', String(revision)],
      ['clause', clause],
    ]),
    ...ending(run, purpose),
  };
}

function ending(run: RecordedRun, purpose: PurposeOutcome): object {
  const { plan, result, outcome, why, missing } = purpose;
  const failed = failedChecks(purpose);
  const words = lastWordsOf(result);
  const text = [
    ...failed.map(checkText),
    ...(why === '' ? [] : [clean(why)]),
    ...(words.length === 0 ? [] : ['it last wrote:', ...words.map(line => `  ${line}`)]),
    showCommand(run, plan),
  ].join('\n');
  if (missing) return { error: problem('missing', why, text) };
  switch (outcome) {
    case 'passed':
      return {};
    case 'failed': {
      const first = failed.find(check => check.disposition !== 'expected') ?? failed[0];
      const message = first === undefined ? why : `expected ${first.expected}, received ${first.received}`;
      return { failure: problem(first?.reason ?? result?.reason ?? 'failed', message, text) };
    }
    case 'known':
      return { skipped: { '@message': clean(`known: ${failed.map(check => check.id).join(', ') || why}`) } };
    case 'inconclusive':
      return { error: problem('inconclusive', why || 'inconclusive', text) };
    case 'error':
      return { error: problem(result?.reason ?? 'error', why || 'error', text) };
    case 'not-run': {
      const word = APPLICABILITY_WORDS[result?.applicability ?? plan.applicability];
      return { skipped: { '@message': clean(`${word}: ${why}`) } };
    }
  }
}

function problem(type: string, message: string, text: string): object {
  return { '@type': clean(type), '@message': clean(message), '#text': text };
}

function checkText({ id, expected, received, frame, reason }: CheckResult): string {
  const where = frame === null ? '' : ` (frame ${frame})`;
  return clean(`${id}: expected ${expected}, received ${received}${where} [${reason ?? 'no reason'}]`);
}

function properties(pairs: readonly (readonly [name: string, value: string])[]): object {
  return { property: pairs.map(([name, value]) => ({ '@name': name, '@value': clean(value) })) };
}

/** Printable text holds only characters that XML 1.0 §2.2 allows. */
function clean(text: string): string {
  return visibleText(text, 1000);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
