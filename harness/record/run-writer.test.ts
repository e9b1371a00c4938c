import { existsSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { ConfigurationError, HarnessBugError } from '../errors/touchstone-error.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { HeaderEvent, RunEvent } from './events.ts';
import { readRun } from './read-run.ts';
import { resultFile, runFile } from './run-paths.ts';
import { type ResultFile, RunWriter } from './run-writer.ts';
import { schemaFiles } from './schema/schema-files.ts';
import { CLIENT_CELL, sampleEvents, sampleRun } from './testing/sample-run.ts';

let reports: string;
beforeEach(() => {
  reports = mkdtempSync(join(tmpdir(), 'touchstone-record-'));
});
afterEach(() => {
  rmSync(reports, { recursive: true, force: true });
});

function start(runId?: string): { writer: RunWriter; rest: RunEvent[] } {
  const [header, ...rest] = sampleEvents(runId === undefined ? {} : { header: { runId } });
  return { writer: RunWriter.create(reports, header as HeaderEvent), rest };
}

describe('A run writer', () => {
  test('writes a run that reads back as it was', () => {
    const { writer, rest } = start();
    for (const event of rest) writer.write(event);
    writer.close();
    expect(readRun(writer.runDir)).toEqual(sampleRun());
  });

  test('has each event in the file before the next one comes', () => {
    const { writer, rest } = start();
    for (const [index, event] of rest.entries()) {
      writer.write(event);
      const lines = readFileSync(runFile(writer.runDir), 'utf8').split('\n');
      expect(lines.at(-1)).toBe('');
      expect(JSON.parse(lines[index + 1] ?? '')).toEqual(event);
    }
    writer.close();
  });

  test('keeps the result of a purpose with its frames and control calls, by its schema', () => {
    const { writer, rest } = start();
    for (const event of rest) writer.write(event);
    writer.close();
    const purpose = 'management.bi.write-read-only' as PurposeId;
    const path = resultFile(writer.runDir, CLIENT_CELL, purpose);
    const content: ResultFile = JSON.parse(readFileSync(path, 'utf8'));
    expect(content.result.verdict).toBe('fail');
    expect(content.frames.map(frame => frame.number)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(content.control.map(call => call.verb)).toEqual(['start', 'start']);
    const schema: object = JSON.parse(schemaFiles().get('result.schema.json') ?? '');
    expect(new Ajv2020().validate(schema, content)).toBe(true);
    expect(readdirSync(join(path, '..'))).toEqual(['result.json']);
  });

  test('keeps the frames when a result is concluded a second time', () => {
    const { writer, rest } = start();
    for (const event of rest) if (event.type !== 'footer') writer.write(event);
    const result = rest.find(event => event.type === 'result');
    if (result?.type !== 'result') throw new Error('the sample has a result');
    writer.write({ ...result, disposition: 'expected' });
    writer.close();
    const content: ResultFile = JSON.parse(
      readFileSync(resultFile(writer.runDir, result.cell, result.purpose), 'utf8'),
    );
    expect(content.result.disposition).toBe('expected');
    expect(content.frames).toHaveLength(2);
  });

  test('points latest at the newest run', () => {
    start('20260101T000000000Z-aaaaaaaa').writer.close();
    start('20260102T000000000Z-aaaaaaaa').writer.close();
    expect(readlinkSync(join(reports, 'latest'))).toBe('20260102T000000000Z-aaaaaaaa');
    expect(readdirSync(reports).filter(name => name.endsWith('.tmp'))).toEqual([]);
  });

  test('never overwrites a run', () => {
    const { writer } = start();
    writer.close();
    const before = readFileSync(runFile(writer.runDir), 'utf8');
    expect(() => start()).toThrow(ConfigurationError);
    expect(readFileSync(runFile(writer.runDir), 'utf8')).toBe(before);
  });

  test('keeps hostile cell and purpose ids inside the run folder', () => {
    const path = resultFile('/r', '../../etc/nosec' as typeof CLIENT_CELL, '../../../x' as PurposeId);
    expect(path.startsWith('/r/cells/')).toBe(true);
    expect(path).not.toContain('/../');
  });

  test('accepts nothing after the footer', () => {
    const { writer, rest } = start();
    const footer = rest.at(-1);
    const other = rest[0];
    if (footer === undefined || other === undefined) throw new Error('the sample has events');
    writer.write(footer);
    expect(() => writer.write(other)).toThrow(HarnessBugError);
    writer.close();
    writer.close();
    expect(existsSync(runFile(writer.runDir))).toBe(true);
  });
});
