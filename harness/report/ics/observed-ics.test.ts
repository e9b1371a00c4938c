import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { parse } from 'yaml';
import { HOSTILE_TEXT } from '../../record/testing/hostile-purposes.ts';
import { sampleRun } from '../../record/testing/sample-run.ts';
import type { Ics } from '../../verdict/ics.ts';
import { LATER_CELL, runThatShows, seen } from '../testing/sample-capabilities.ts';
import { icsObservedJson } from './ics-observed-json.ts';
import { icsSnippets } from './ics-snippet.ts';
import { observedIcs } from './observed-ics.ts';
import { icsCounts } from './terminal-ics.ts';

const CLAIMS: Ics = { 'object.5': true, 'object.6': false, 'object.7': true, 'format.json': 'unset' };
const run = runThatShows(CLAIMS, [
  seen('object.5', false),
  seen('object.6', false),
  seen('format.json', true),
  seen('format.json', true, { cell: LATER_CELL }),
  seen('attr.pmin', true),
  seen('attr.pmin', false, { cell: LATER_CELL, frame: null }),
]);

describe('What the wire showed of the ICS', () => {
  test('stands beside what is declared, what needs attention first, for all cells of a SUT together', () => {
    const [sut, ...others] = observedIcs(run);
    expect(others).toEqual([]);
    expect(sut?.cells).toEqual(['acme-client/nosec/udp/1.0', LATER_CELL]);
    expect(
      sut?.capabilities.map(({ key, declared, observed, standing }) => [key, declared, observed, standing]),
    ).toEqual([
      ['object.5', true, false, 'contradicted'],
      ['attr.pmin', 'unset', 'mixed', 'mixed'],
      ['format.json', 'unset', true, 'filled'],
      ['object.6', false, false, 'confirmed'],
      ['object.7', true, null, 'not-shown'],
    ]);
    expect(sut?.capabilities[2]?.times).toEqual({ true: 2, false: 0 });
  });

  test('is never confirmed where anything seen is contrary to the claim', () => {
    const sightings = fc.array(fc.boolean(), { maxLength: 6 });
    const claims = fc.constantFrom<boolean | 'unset'>(true, false, 'unset');
    fc.assert(
      fc.property(claims, sightings, (claim, shown) => {
        const found = runThatShows(
          { 'object.5': claim },
          shown.map(each => seen('object.5', each)),
        );
        const [capability] = observedIcs(found)[0]?.capabilities ?? [];
        const contrary = claim !== 'unset' && shown.includes(!claim);
        expect(capability?.standing === 'contradicted').toBe(contrary);
        expect(capability?.times).toEqual({
          true: shown.filter(Boolean).length,
          false: shown.filter(each => !each).length,
        });
        if (shown.length === 0) expect(capability?.standing).toBe('not-shown');
      }),
      { numRuns: 60 },
    );
  });

  test('is written in the published shape, also with hostile words', () => {
    const file = join(import.meta.dirname, '../../schema/ics-observed.schema.json');
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(file, 'utf8')));
    for (const each of [
      run,
      sampleRun(),
      runThatShows({}, [seen('object.5', true, { words: HOSTILE_TEXT })]),
    ]) {
      const document: unknown = JSON.parse(icsObservedJson(each, []));
      expect(validate(document) ? [] : validate.errors).toEqual([]);
    }
    expect(validate({ schema: 'touchstone/ics-observed@1', runId: 'x', suts: [{ name: 'a' }] })).toBe(false);
  });

  test('is YAML to copy: what is not declared, and what is declared otherwise', () => {
    const lines = icsSnippets(run);
    expect(parse(lines.join('\n'))).toEqual({ ics: { 'object.5': false, 'format.json': true } });
    expect(lines).toContain('  # attr.pmin: both were shown: attr.pmin was seen; attr.pmin was seen');
    expect(lines.join('\n')).toContain('the SUT file says true');
  });

  test('lets no word of a SUT become YAML', () => {
    const hostile = `${HOSTILE_TEXT}\nformat.tlv: false`;
    const shown = [seen('object.5', true, { words: hostile }), seen('x: y\nz', true)];
    expect(parse(icsSnippets(runThatShows({}, shown)).join('\n'))).toEqual({ ics: { 'object.5': true } });
  });

  test('is nothing to copy where everything is as declared', () => {
    expect(icsSnippets(runThatShows({ 'object.5': true }, [seen('object.5', true)]))).toEqual([]);
    expect(icsCounts(run)).toEqual([
      'acme-client: 1 contradicted, 1 shown both ways, 1 shown, not declared, 1 confirmed, 1 not shown',
    ]);
    expect(icsCounts(sampleRun())).toEqual([]);
  });
});
