import { describe, expect, test } from '@jest/globals';
import { REQUIREMENT_IDS } from '../../suites/requirements/requirement-ids.generated.ts';
import { declaration } from '../run/testing/sample.ts';
import { assertNamed } from './known-names.ts';

const read = declaration('management.bv.read', { requirements: ['HLF-027'], ets: ['int-1201'] });
const observe = declaration('reporting.bv.observe', { requirements: ['HLF-016'] });

function refusal(...only: readonly string[]): unknown {
  try {
    assertNamed(only, [read, observe]);
    return null;
  } catch (thrown) {
    return thrown;
  }
}

describe('The names of --only', () => {
  test('may be purposes, patterns, requirements and ETS ids', () => {
    expect(refusal()).toBeNull();
    expect(refusal(read.id, 'Reporting.*', 'hlf-016', 'int-1201')).toBeNull();
  });

  test.each([
    ['reporting.bv.observ', 'did you mean reporting.bv.observe? touchstone list'],
    ['HLF-26', 'did you mean HLF-027 or HLF-016? touchstone list'],
    ['nothing-like-it', 'touchstone list'],
  ])('are refused where one is %j, even beside one that is known', (name, hint) => {
    expect(refusal(read.id, name)).toMatchObject({
      ...{ code: 'plan.unknown-name', exitCode: 78 },
      message: `nothing matches --only ${name}: it is no purpose, no requirement and no ETS id`,
      hint: expect.stringMatching(`^${hint.replace('?', '\\?')}`),
    });
  });

  test('are told apart from a requirement that no purpose is about', () => {
    const idle = REQUIREMENT_IDS.find(id => ![...read.requirements, ...observe.requirements].includes(id));
    expect(refusal(`${idle}`)).toMatchObject({
      message: `--only ${idle}: no purpose is about this requirement`,
    });
  });
});
