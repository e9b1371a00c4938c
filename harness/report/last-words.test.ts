import { describe, expect, test } from '@jest/globals';
import { XMLParser } from 'fast-xml-parser';
import type { RecordedRun } from '../record/recorded-run.ts';
import { diedPurpose } from '../record/testing/died-purpose.ts';
import { HOSTILE_TEXT } from '../record/testing/hostile-purposes.ts';
import { clientCell, sampleRun } from '../record/testing/sample-run.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { reportHtml } from './html/report-html.ts';
import { junitXml } from './junit.ts';
import { lastWordsOf } from './last-words.ts';
import { showPurpose } from './show.ts';
import { terminalStyle } from './terminal-style.ts';
import { terminalSummary } from './terminal-summary.ts';
import { SAMPLE_REQUIREMENTS } from './testing/sample-requirements.ts';

const plain = terminalStyle(false, 110);
const runOf = (purpose = diedPurpose()): RecordedRun => sampleRun({ cells: [clientCell([purpose])] });
const ASSERTION = 'acme: tlv.c:214: read_length: Assertion `length <= capacity` failed.';

describe('What a SUT that died last wrote', () => {
  test('ends the details of its purpose in the terminal, the last lines only', () => {
    const text = terminalSummary(runOf(), SAMPLE_REQUIREMENTS, plain);
    expect(text).toContain(
      'because      acme-client exited with code 134\n    last wrote   (3 more before)\n',
    );
    expect(text).toContain(`      stdout: notify 9\n      stderr: ${ASSERTION}\n    show `);
    expect(text).not.toContain('notify 2');
  });

  test('is shown as a whole by `touchstone show`', () => {
    const text = showPurpose(runOf(), 'management.bi.deep-path' as PurposeId, null, plain);
    expect(text).toContain('WHAT THE SUT LAST WROTE\n    stdout: registered at coap://127.0.0.1:5683\n');
    expect(text).toContain(`    stderr: ${ASSERTION}\n\nLADDER`);
  });

  test('is in the failure that JUnit has, after what happened', () => {
    const parser = new XMLParser({ ignoreAttributes: false });
    const { failure } = parser.parse(junitXml(runOf())).testsuites.testsuite.testcase;
    expect(failure['@_type']).toBe('sut.died');
    expect(failure['#text']).toMatch(/^acme-client exited with code 134\nit last wrote:\n {2}stdout: regi/);
    expect(failure['#text']).toContain(`  stderr: ${ASSERTION}\ntouchstone show`);
  });

  test('unfolds in the card of its purpose, and in its section beside the ladder', async () => {
    const page = await reportHtml(runOf(), SAMPLE_REQUIREMENTS);
    const blocks = page.match(/<details class="more"><summary>What the SUT last wrote[\s\S]*?<\/details>/g);
    expect(blocks).toHaveLength(2);
    for (const block of blocks ?? []) {
      expect(block).toContain('11 lines');
      expect(block).toContain(
        '<bdi>stderr: acme: tlv.c:214: read_length: Assertion `length &lt;= capacity` failed.</bdi>',
      );
    }
    expect(page.lastIndexOf('What the SUT last wrote')).toBeLessThan(page.indexOf('What was on the wire'));
  });

  test('is told nowhere where a record has none, as those from before have', async () => {
    for (const purpose of [diedPurpose([]), diedPurpose(null)]) {
      const run = runOf(purpose);
      const shown = showPurpose(run, 'management.bi.deep-path' as PurposeId, null, plain);
      const summary = terminalSummary(run, SAMPLE_REQUIREMENTS, plain);
      const all = [shown, summary, junitXml(run), await reportHtml(run, SAMPLE_REQUIREMENTS)];
      for (const text of all) {
        expect(text).toContain('acme-client exited with code 134');
        expect(text).not.toMatch(/last wrote/i);
      }
    }
  });

  test('names streams only where there are several, and is printable and bounded whatever it is', () => {
    const shown = (text: string) =>
      lastWordsOf(runOf(diedPurpose([{ source: 'stderr', text }])).results[0] ?? null);
    expect(shown('Segmentation fault')).toEqual(['Segmentation fault']);
    const [hostile = ''] = shown(HOSTILE_TEXT);
    expect(hostile).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    expect(hostile.length).toBeLessThan(700);
    expect(lastWordsOf(null)).toEqual([]);
  });
});
