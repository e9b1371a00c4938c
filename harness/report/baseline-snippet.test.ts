import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { check, declare, ran, type SamplePurpose } from '../record/testing/sample-purposes.ts';
import { cellDescription, sampleRun } from '../record/testing/sample-run.ts';
import type { CellId } from '../verdict/ids.ts';
import { baselineSnippets } from './baseline-snippet.ts';

const ID = 'management.bv.write';
const declaration = declare(ID, 'client', { title: 'does it', requirements: ['HLF-034'] });
const failed = (received = '4.05', disposition: 'unexpected' | 'expected' = 'unexpected') =>
  ran(
    declaration,
    'fail',
    [],
    [check(ID, 'code', { outcome: 'fail', received, reason: 'code.unexpected', disposition })],
    { disposition },
  );
const ended = (verdict: 'inconclusive' | 'error' | 'fail', reason: 'preamble.no-response' | 'sut.died') =>
  ran(declaration, verdict, [], [], { reason, message: 'it said nothing' });
const passed = ran(declaration, 'pass', [], [check(ID, 'code')]);

/** One cell of a SUT for each security, with what the purpose came to in it. */
function entriesOf(cells: Readonly<Record<string, SamplePurpose>>) {
  const run = sampleRun({
    cells: Object.entries(cells).map(([security, purpose]) => {
      const id = `acme/${security}/udp/1.0` as CellId;
      const description = { ...cellDescription(id, 'client'), security: security as 'nosec' | 'psk' };
      return { description, product: 'Acme', purposes: [purpose] };
    }),
  });
  const lines = baselineSnippets(run);
  return lines.length === 0 ? [] : parse(lines.join('\n')).entries;
}

describe('A baseline from a run', () => {
  const entry = { check: `${ID}/code`, expect: 'fail', reason: 'code.unexpected' };

  test('has an entry for a failed check, with its clause and what came', () => {
    expect(entriesOf({ nosec: failed() })).toEqual([
      { ...entry, clause: 'OMA TS LwM2M 1.0.2, 5.4.3', note: 'Expected 2.04 Changed. Seen: 4.05.' },
    ]);
  });

  test('has an entry for a purpose that ended without a verdict, or in which the SUT died', () => {
    const inconclusive = { purpose: ID, expect: 'inconclusive', reason: 'preamble.no-response' };
    expect(entriesOf({ nosec: ended('inconclusive', 'preamble.no-response') })).toMatchObject([inconclusive]);
    const died = { purpose: ID, expect: 'fail', reason: 'sut.died' };
    expect(entriesOf({ nosec: ended('fail', 'sut.died') })).toMatchObject([died]);
  });

  test('has one for the check and one for the rest where a purpose broke off after a failed check', () => {
    const { declaration, frames } = failed();
    const checks = [
      check(ID, 'code', { outcome: 'fail', reason: 'code.unexpected', disposition: 'expected' }),
    ];
    const brokeOff = ran(declaration, 'fail', frames, checks, { reason: 'preamble.refused', message: 'no' });
    expect(entriesOf({ nosec: brokeOff })).toMatchObject([
      { purpose: ID, expect: 'inconclusive', reason: 'preamble.refused' },
    ]);
  });

  test('has none for what is known, has passed, or is an error of the harness', () => {
    for (const purpose of [failed('4.05', 'expected'), passed, ended('error', 'sut.died')]) {
      expect(entriesOf({ nosec: purpose })).toEqual([]);
    }
  });

  test('says with which security it is so, where another cell tells otherwise', () => {
    expect(entriesOf({ nosec: failed(), psk: failed() })[0]).not.toHaveProperty('security');
    expect(entriesOf({ nosec: passed, psk: failed() })).toMatchObject([{ ...entry, security: ['psk'] }]);
  });

  test('stays YAML, whatever the SUT says', () => {
    expect(entriesOf({ nosec: failed('"\n- check: [ # \u0007 \\x') })).toMatchObject([entry]);
    expect(() => entriesOf({ nosec: hostilePurpose() })).not.toThrow();
  });
});
