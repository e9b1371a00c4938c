import { describe, expect, test } from '@jest/globals';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { HOSTILE_TEXT, hostilePurpose } from '../record/testing/hostile-purposes.ts';
import { clientCell, sampleRun } from '../record/testing/sample-run.ts';
import { junitXml } from './junit.ts';

interface Case {
  readonly '@name': string;
  readonly '@classname': string;
  readonly failure?: Record<string, string>;
  readonly error?: Record<string, string>;
  readonly skipped?: Record<string, string>;
  readonly properties: { readonly property: readonly Record<string, string>[] };
}

function suites(xml: string): readonly (Record<string, string> & { testcase: Case[] })[] {
  expect(XMLValidator.validate(xml)).toBe(true);
  const isArray = (name: string) => ['testsuite', 'testcase', 'property'].includes(name);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    isArray,
    processEntities: true,
  });
  return parser.parse(xml).testsuites.testsuite;
}

describe('JUnit XML', () => {
  const [client, server] = suites(junitXml(sampleRun()));
  const named = (id: string) => client?.testcase.find(one => one['@name'].startsWith(`${id} `));

  test('has a suite for each cell with its counts', () => {
    expect(client).toMatchObject({
      '@name': 'acme-client/nosec/udp/1.0',
      '@tests': '9',
      '@failures': '1',
      '@errors': '2',
      '@skipped': '4',
    });
    expect(server).toMatchObject({ '@name': 'acme-server/nosec/udp/1.0', '@tests': '1', '@failures': '0' });
  });

  test('names a case after its purpose and files it under its interface', () => {
    expect(named('registration.bv.register')).toMatchObject({
      '@classname': 'registration',
      '@name': 'registration.bv.register registers with its endpoint name, lifetime and objects',
    });
    expect(named('registration.bv.register')?.properties.property).toEqual(
      expect.arrayContaining([
        { '@name': 'requirement', '@value': 'HLF-001' },
        { '@name': 'requirement', '@value': 'HLF-019' },
        { '@name': 'level', '@value': 'must' },
        { '@name': 'revision', '@value': '1' },
      ]),
    );
  });

  test('types an unexpected failure by its reason', () => {
    expect(named('management.bi.write-read-only')?.failure).toMatchObject({
      '@type': 'code.unexpected',
      '@message': 'expected 4.05 Method Not Allowed, received 2.04 Changed',
    });
  });

  test('skips a known failure, and whatever did not run, with why', () => {
    expect(named('reporting.ti.maximum-period')?.skipped?.['@message']).toBe(
      'known: reporting.ti.maximum-period/notifies-in-time',
    );
    expect(named('firmware.bv.push')?.skipped?.['@message']).toBe('not applicable: object.5 is false');
    expect(named('reporting.bv.changed-value')?.skipped?.['@message']).toBe(
      'declined by the SUT: the SUT declines setResource',
    );
  });

  test('makes an error of what is inconclusive, crashed or missing', () => {
    expect(named('registration.bv.update-lifetime')?.error?.['@type']).toBe('inconclusive');
    expect(named('transport.bi.unknown-critical-option')?.error?.['@type']).toBe('purpose.crashed');
    const [cut] = suites(junitXml({ ...sampleRun(), results: [], footer: null }));
    expect(cut?.testcase[0]?.error?.['@type']).toBe('missing');
    expect(cut?.['@errors']).toBe('6');
  });

  test('stays valid XML whatever the SUT sends', () => {
    const header = { command: [HOSTILE_TEXT], planHash: `aaaaaaaa${HOSTILE_TEXT}` };
    const xml = junitXml(sampleRun({ cells: [clientCell([hostilePurpose()])], header }));
    expect(suites(xml)).toHaveLength(1);
    // XML 1.0 §2.2
    expect(xml).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
    expect(xml).not.toContain('<script>');
    expect(xml).not.toContain('\u202e');
  });
});
