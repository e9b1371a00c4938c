import { describe, expect, test } from '@jest/globals';
import {
  badInput,
  documentOf,
  input,
  mutant,
  READ,
  said,
  trial,
} from '../../qualify/testing/sample-qualification.ts';
import { terminalStyle } from '../terminal-style.ts';
import { qualificationSummary } from './summary.ts';

const PAGE = 'reports/qualification/qualification.html';
const summary = (order = input(), columns = 80, only: readonly string[] = []) =>
  qualificationSummary(documentOf(order, only), PAGE, terminalStyle(false, columns));

describe('The summary of a qualification', () => {
  test('is short when nothing speaks against the tester', () => {
    expect(summary()).toBe(
      `${[
        'MUTANTS   3 of 3 mutants killed by every check that had to',
        'PURPOSES  3 of 3 purposes proven by killing at least one',
        'VARIANTS  1 of 1 legal variant let pass',
        'TIME      1.2 s',
        '',
        '✓ exit 0  the purposes catch what is wrong, and only that',
        `report  ${PAGE}`,
      ].join('\n')}\n`,
    );
  });

  test('tells everything that speaks against the tester, and ends with the exit code and why', () => {
    const text = summary(badInput('a late answer'), 140);
    for (const part of [
      'SURVIVORS  1\n',
      '  client-reads-wrong  does client-reads-wrong wrong\n      management.bv.read/value (value.unexpected): the check passed\n',
      'KILLED BY ANOTHER CHECK THAN THE EXPECTED ONE  1\n',
      'FALSE ALARMS ON LEGAL VARIANTS  1\n',
      'ERRORS OF THE HARNESS  2\n',
      '  client-endless  trial.hung\n      a late answer\n',
      'PURPOSES THAT KILL NOTHING  3\n',
      '✗ exit 70  the tester is at fault: 1 survivor, 1 mutant killed for another reason, 1 false alarm, 2 errors, 3 purposes',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('keeps to the width of the terminal', () => {
    const lines = summary(badInput('words '.repeat(60)), 80).split('\n');
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
  });

  test('lets no text of a peer write to the terminal', () => {
    const text = summary(badInput('\u001b[2J\nfake'));
    expect(text).toContain('\\x1b[2J\\nfake');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\nfake');
  });

  test('cuts long lists with a count, and says where the rest is', () => {
    const mutants = Array.from({ length: 30 }, (_, index) =>
      mutant(`client-m-${index}`, { 'management.bv.read/value': 'value.unexpected' }),
    );
    const trials = mutants.map(each => trial(each, said(READ.id)));
    const text = summary(input({ subjects: mutants, trials }));
    expect(text).toContain('SURVIVORS  30\n');
    expect(text).toContain(`… and 22 more: ${PAGE}#survivors`);
    expect(text.match(/^ {2}client-m-/gm)).toHaveLength(8);
  });

  test('says of a part that it is a part', () => {
    const text = summary(input({ partial: true }), 80, ['HLF-027']);
    expect(text).toContain(
      'this is not a complete qualification.\n✓ exit 0  nothing speaks against the part that was tried',
    );
  });
});
