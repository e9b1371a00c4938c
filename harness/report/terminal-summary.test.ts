import { describe, expect, test } from '@jest/globals';
import { hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { check, declare, ran } from '../record/testing/sample-purposes.ts';
import { type CLIENT_CELL, clientCell, sampleRun, serverCell } from '../record/testing/sample-run.ts';
import { terminalStyle } from './terminal-style.ts';
import { terminalSummary } from './terminal-summary.ts';
import { SAMPLE_REQUIREMENTS } from './testing/sample-requirements.ts';

const plain = terminalStyle(false, 110);
const summary = (run = sampleRun({ stale: true })) => terminalSummary(run, SAMPLE_REQUIREMENTS, plain);

describe('The summary of a run', () => {
  test('counts per cell', () => {
    const lines = summary().split('\n');
    expect(lines[0]).toMatch(/^CELL +PASS +FAIL +KNOWN +INCONC +ERROR +NOT RUN +TIME$/);
    expect(lines[1]).toMatch(/^acme-client\/nosec\/udp\/1\.0 +2 +1 +1 +1 +1 +3 +18\.7 s$/);
  });

  test('tells of a failure what was expected, what came, where, and how to see more', () => {
    const text = summary();
    expect(text).toContain('✗ FAIL  management.bi.write-read-only  MUST  acme-client/nosec/udp/1.0');
    expect(text).toContain('requirement  HLF-032, HLF-034  ·  OMA TS LwM2M 1.0.2, 5.4.3');
    expect(text).toMatch(/expected +4\.05 Method Not Allowed\n +received +2\.04 Changed {2}\(frame 4\)/);
    expect(text).toContain('touchstone show management.bi.write-read-only\n');
  });

  test('puts unexpected failures first and known ones last, and says nothing of passes', () => {
    const text = summary();
    const order = ['✗ FAIL  ', '! ERROR  ', '? INCONCLUSIVE  ', '≈ KNOWN FAILURE  '].map(mark =>
      text.indexOf(mark),
    );
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(Math.min(...order)).toBeGreaterThan(0);
    expect(text).not.toContain('registration.bv.register ');
  });

  test('names the requirements by state, with the role where roles differ', () => {
    const text = summary();
    expect(text).toMatch(/✗ FAILED +2 {2}HLF-032\(client\) HLF-034\(client\)/);
    expect(text).toMatch(/⌀ SPECIFICATION GAP +1 {2}HLF-041/);
    expect(text).toMatch(/✓ PASSED .*HLF-019\(server\)/);
  });

  test('gives each reason why something did not run', () => {
    expect(summary()).toContain('– not applicable: object.5 is false  (firmware.bv.push)');
    expect(summary()).toContain(
      '– declined by the SUT: the SUT declines setResource  (reporting.bv.changed-value)',
    );
  });

  test('closes with the counts, the longest purpose and the exit code in words', () => {
    expect(summary().trimEnd().split('\n').slice(-4)).toEqual([
      '10 purposes: 3 passed, 1 failed unexpectedly, 1 failed as known, 1 inconclusive, 1 ended in an error of the harness, 3 not run · 11 checks · 1 stale in the baseline · 23.4 s',
      'The longest purpose took 10.0 s of the 23.4 s: registration.bv.update-lifetime  acme-client/nosec/udp/1.0',
      '6 of 7 required purposes ran: 3 passed, 1 failed unexpectedly, 1 inconclusive, 1 ended in an error of the harness.',
      '✗ exit 1  the SUT does not conform: at least one failure is unexpected',
    ]);
  });

  test('names no purpose that took less than a second', () => {
    expect(summary(sampleRun({ cells: [serverCell()] }))).not.toContain('longest purpose');
  });

  test('counts a truncated run as incomplete, whatever its results say', () => {
    const text = summary({ ...sampleRun({ cells: [serverCell()] }), footer: null });
    expect(text).toContain('! exit 2  the record is truncated');
    expect(text).not.toContain('exit 0');
  });

  test('folds purposes that end for one cause into one entry', () => {
    const purposes = ['a', 'b', 'c', 'd', 'e'].map(words =>
      ran(
        declare(`management.bv.${words}`, 'client', { title: 'does it', requirements: ['HLF-034'] }),
        'error',
        [],
        [],
        {
          reason: 'sut.died',
          message: 'the SUT ended with signal 11',
        },
      ),
    );
    const text = summary(sampleRun({ cells: [clientCell(purposes)], exitCode: 69 }));
    expect(text.match(/! ERROR/g)).toHaveLength(1);
    expect(text).toContain('and 4 more purposes of this cell for the same cause');
  });

  test('tells of a failed should inside a pass', () => {
    const id = 'management.bv.read';
    const purpose = ran(
      declare(id, 'client', { title: 'reads', requirements: ['HLF-034'] }),
      'pass',
      [],
      [check(id, 'format', { level: 'should', outcome: 'fail', expected: 'TLV', received: 'text' })],
    );
    expect(summary(sampleRun({ cells: [clientCell([purpose])], exitCode: 0 }))).toMatch(
      /✓ PASS {2}management\.bv\.read[\s\S]*expected +TLV/,
    );
  });

  test('names the cell to show only where a purpose is in several', () => {
    const other = {
      ...clientCell(),
      description: { ...clientCell().description, id: 'other/nosec/udp/1.0' as typeof CLIENT_CELL },
    };
    expect(summary(sampleRun({ cells: [clientCell(), other] }))).toContain(
      'touchstone show management.bi.write-read-only --cell other/nosec/udp/1.0',
    );
  });

  test('lets nothing of a SUT reach the terminal as a control character', () => {
    const run = sampleRun({ cells: [clientCell([hostilePurpose()])] });
    expect(terminalSummary(run, SAMPLE_REQUIREMENTS, plain).replaceAll('\n', '')).not.toMatch(
      /[\p{Cc}\p{Cf}]/u,
    );
    const coloured = terminalSummary(run, SAMPLE_REQUIREMENTS, terminalStyle(true, 110));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the codes that colour is made of
    expect(coloured.replace(/\u001b\[\d+m/g, '').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});
