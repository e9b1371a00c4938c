import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { HeaderEvent } from '../record/events.ts';
import { readRun } from '../record/read-run.ts';
import { RunWriter } from '../record/run-writer.ts';
import { hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { clientCell, sampleEvents } from '../record/testing/sample-run.ts';
import { SAMPLE_REQUIREMENTS } from './testing/sample-requirements.ts';
import { writeReports } from './write-reports.ts';

let reports: string;
beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'touchstone-reports-'));
});
afterEach(() => {
  rmSync(reports, { recursive: true, force: true });
});

function record(options: Parameters<typeof sampleEvents>[0] = {}): string {
  const [header, ...rest] = sampleEvents(options);
  const writer = RunWriter.create(reports, header as HeaderEvent);
  for (const event of rest) writer.write(event);
  writer.close();
  return writer.runDir;
}

describe('Writing reports', () => {
  test('makes all of them from the record, and the same again the next time', async () => {
    const runDir = record();
    const paths = await writeReports(runDir, readRun(runDir), { requirements: SAMPLE_REQUIREMENTS });
    const contents = () => Object.values(paths).map(path => readFileSync(path, 'utf8'));
    const first = contents();
    expect(paths).toEqual({
      junit: join(runDir, 'junit.xml'),
      html: join(runDir, 'report.html'),
      summary: join(runDir, 'summary.md'),
      ics: join(runDir, 'ics.observed.json'),
    });
    expect(first[0]).toMatch(/^<\?xml/);
    expect(first[1]).toMatch(/^<!doctype html>/);
    await writeReports(runDir, readRun(runDir), { requirements: SAMPLE_REQUIREMENTS });
    expect(contents()).toEqual(first);
  });

  test('leaves the record as it is', async () => {
    const runDir = record();
    const before = statSync(join(runDir, 'run.ndjson'));
    await writeReports(runDir, readRun(runDir), { requirements: [] });
    const after = statSync(join(runDir, 'run.ndjson'));
    expect([after.mtimeMs, after.size]).toEqual([before.mtimeMs, before.size]);
  });

  test('summarises in Markdown without letting a SUT write markup', async () => {
    const runDir = record({ cells: [clientCell([hostilePurpose()])] });
    const summary = readFileSync(
      (await writeReports(runDir, readRun(runDir), { requirements: SAMPLE_REQUIREMENTS })).summary,
      'utf8',
    );
    expect(summary).toContain('## ❌ 1 unexpected failure');
    expect(summary).not.toMatch(/<(?!br>)/);
    expect(summary).toContain('&lt;script&gt;');
    const rows = summary.split('\n').filter(line => line.startsWith('|'));
    for (const row of rows.slice(3)) expect(row.replace(/\\[\s\S]/g, '').split('|')).toHaveLength(6);
  });
});
