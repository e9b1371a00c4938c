import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { parseRun, readRun } from './read-run.ts';
import { isTruncated } from './recorded-run.ts';
import { diedPurpose, LAST_WORDS } from './testing/died-purpose.ts';
import { clientPurposes } from './testing/sample-purposes.ts';
import { CLIENT_CELL, clientCell, sampleEvents, sampleRun } from './testing/sample-run.ts';

const lines = sampleEvents({ stale: true }).map(event => `${JSON.stringify(event)}\n`);
const text = lines.join('');

function errorOf(broken: string): ConfigurationError {
  try {
    parseRun(broken, 'reports/x/run.ndjson');
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('Reading a run', () => {
  test('groups what was recorded', () => {
    const run = parseRun(text, 'run.ndjson');
    expect(run.footer?.exitCode).toBe(1);
    expect(isTruncated(run)).toBe(false);
    expect(run.plan).toHaveLength(clientPurposes().length + 1);
    expect(run.frames.get(`${CLIENT_CELL} ${'management.bi.write-read-only'}` as never)).toHaveLength(6);
    expect(run.cells.map(cell => cell.ended?.outcome)).toEqual(['completed', 'completed']);
    expect(run.unfinished).toEqual([]);
    expect(run.stale.map(entry => entry.line)).toEqual([12]);
  });

  test('gives what a SUT that died last wrote, and takes records from before that was recorded', () => {
    for (const words of [LAST_WORDS, null]) {
      const events = sampleEvents({ cells: [clientCell([diedPurpose(words)])] });
      const run = parseRun(events.map(event => `${JSON.stringify(event)}\n`).join(''), 'run.ndjson');
      expect(run.results[0]?.lastWords).toEqual(words ?? undefined);
    }
  });

  test('takes every prefix that a kill can leave, and says that it is truncated', () => {
    const headerLength = lines[0]?.length ?? 0;
    fc.assert(
      fc.property(fc.integer({ min: headerLength, max: text.length - 1 }), length => {
        const run = parseRun(text.slice(0, length), 'run.ndjson');
        expect(isTruncated(run)).toBe(true);
        expect(run.cutLastLine).toBe(!text.slice(0, length).endsWith('\n'));
      }),
      { numRuns: 60 },
    );
  });

  test('names the purpose that was running when the run was cut off', () => {
    const lastStart = sampleEvents().findLastIndex(event => event.type === 'purpose-started');
    const run = parseRun(lines.slice(0, lastStart + 1).join(''), 'run.ndjson');
    expect(run.unfinished).toEqual([
      { cell: 'acme-server/nosec/udp/1.0', purpose: 'registration.bv.accept-register' },
    ]);
  });

  test.each([
    ['a line that is not JSON', [lines[0], '{"type":\n', ...lines.slice(1)].join(''), 'x/run.ndjson:2:'],
    [
      'an unknown event type',
      [lines[0], '{"type":"surprise"}\n'].join(''),
      ':2: unknown event type "surprise"',
    ],
    [
      'an event type of the prototype',
      [lines[0], '{"type":"constructor"}\n'].join(''),
      ':2: unknown event type',
    ],
    ['a field that is missing', [lines[0], '{"type":"cell-ended","cell":"c"}\n'].join(''), ':2: cell-ended'],
    ['an empty file', '', ':1: the first line is not a header'],
    ['a missing header', lines.slice(1).join(''), ':1: the first line is not a header'],
    ['a second header', [lines[0], lines[0]].join(''), ':2: a second header'],
    [
      'a purpose that is planned twice',
      [lines[0], lines[1], lines[1]].join(''),
      ':3: registration.bv.register is planned twice',
    ],
    [
      'events after the footer',
      [text, lines[1]].join(''),
      `:${lines.length + 1}: an event follows the footer`,
    ],
  ])('refuses %s with its line', (_what, broken, message) => {
    expect(errorOf(broken).message).toContain(message);
    expect(errorOf(broken).exitCode).toBe(78);
  });

  test('refuses a verdict that improves', () => {
    const events = sampleEvents().filter(event => event.type !== 'footer');
    const failed = events.find(event => event.type === 'result' && event.verdict === 'fail');
    const improved = [...events, { ...failed, verdict: 'pass' }]
      .map(event => `${JSON.stringify(event)}\n`)
      .join('');
    expect(errorOf(improved).message).toContain('improves from fail to pass');
  });

  test('takes the concluded result when there are two', () => {
    const events = sampleEvents().filter(event => event.type !== 'footer');
    const failed = events.find(event => event.type === 'result' && event.verdict === 'fail');
    const concluded = [...events, { ...failed, disposition: 'expected' }].map(
      event => `${JSON.stringify(event)}\n`,
    );
    const run = parseRun(concluded.join(''), 'run.ndjson');
    expect(run.results).toHaveLength(sampleRun().results.length);
    expect(run.results.find(result => result.verdict === 'fail')?.disposition).toBe('expected');
  });

  test('says what is in the way of a record', () => {
    const folder = mkdtempSync(join(tmpdir(), 'touchstone-record-'));
    mkdirSync(join(folder, 'run.ndjson'));
    expect(() => readRun(folder)).toThrow(/^there is no record at .*run\.ndjson: this is no file$/);
    rmSync(folder, { recursive: true });
  });

  test('says where a record was looked for', () => {
    expect(() => readRun('/nowhere/at/all')).toThrow('there is no record at /nowhere/at/all/run.ndjson');
  });
});
