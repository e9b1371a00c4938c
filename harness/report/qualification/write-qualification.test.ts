import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { documentOf, input } from '../../qualify/testing/sample-qualification.ts';
import type { HeaderEvent } from '../../record/events.ts';
import { readRun } from '../../record/read-run.ts';
import { RunWriter } from '../../record/run-writer.ts';
import { sampleEvents } from '../../record/testing/sample-run.ts';
import { writeReports } from '../write-reports.ts';
import { FROM_RUN, LATEST_REPORT } from './places.ts';
import { prepareQualification, writeQualification } from './write-qualification.ts';

let reports: string;
beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'touchstone-reports-'));
});
afterEach(() => {
  rmSync(reports, { recursive: true, force: true });
});

function qualify() {
  const paths = prepareQualification(reports);
  writeQualification(paths, documentOf(input()), []);
  return paths;
}

async function run(): Promise<{ readonly runDir: string; report: () => string }> {
  const [header, ...rest] = sampleEvents();
  const writer = RunWriter.create(reports, header as HeaderEvent);
  for (const event of rest) writer.write(event);
  writer.close();
  const { html } = await writeReports(writer.runDir, readRun(writer.runDir), { requirements: [] });
  return { runDir: writer.runDir, report: () => readFileSync(html, 'utf8') };
}

describe('Writing a qualification', () => {
  test('makes the document and its page, and nothing else', () => {
    const { json, html } = qualify();
    expect(JSON.parse(readFileSync(json, 'utf8'))).toEqual(documentOf(input()));
    expect(readFileSync(html, 'utf8')).toMatch(/^<!doctype html>/);
    expect(readdirSync(join(reports, 'qualification')).sort()).toEqual([
      'qualification.html',
      'qualification.json',
    ]);
  });

  test('links the page and the report of the latest run where both are there, both ways', async () => {
    expect(readFileSync(qualify().html, 'utf8')).not.toContain(LATEST_REPORT);
    const { runDir, report } = await run();
    expect(report()).toContain(`href="${FROM_RUN}"`);
    expect(existsSync(join(runDir, FROM_RUN))).toBe(true);
    const { html } = qualify();
    expect(readFileSync(html, 'utf8')).toContain(`href="${LATEST_REPORT}"`);
    expect(existsSync(join(html, '..', LATEST_REPORT))).toBe(true);
  });

  test('leaves the link out of a report that has no qualification beside it', async () => {
    expect((await run()).report()).not.toContain(FROM_RUN);
  });

  test('refuses a folder that cannot be written before anything is tried', () => {
    const file = join(reports, 'file');
    writeFileSync(file, '');
    expect(() => prepareQualification(file)).toThrow(
      expect.objectContaining({
        ...{ code: 'qualify.out', exitCode: 78 },
        message: expect.stringContaining(join(file, 'qualification')),
      }),
    );
  });

  test('refuses a folder in the place of the document', () => {
    const paths = prepareQualification(reports);
    mkdirSync(join(paths.json, 'in-the-way'), { recursive: true });
    expect(() => writeQualification(paths, documentOf(input()), [])).toThrow(
      expect.objectContaining({ code: 'qualify.out', exitCode: 78 }),
    );
  });
});
