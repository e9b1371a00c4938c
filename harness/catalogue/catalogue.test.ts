import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CATALOGUE_FOLDER } from './catalogue-sources.ts';
import { loadCatalogue } from './load-catalogue.ts';

const { requirements, ics } = await loadCatalogue();
const idsWhere = (predicate: (requirement: (typeof requirements)[number]) => boolean) =>
  requirements.filter(predicate).map(({ id }) => id);
const gapsOf = (id: string) =>
  requirements
    .find(requirement => requirement.id === id)
    ?.gaps.map(({ text }) => text)
    .join(' ');
const numbered = (group: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${group}-${String(index + 1).padStart(3, '0')}`);

describe('The requirements', () => {
  test('are the 42 functional ones, the 4 of security and the 5 use cases, in this order', () => {
    expect(requirements.map(({ id }) => id)).toEqual([
      ...numbered('HLF', 42),
      ...numbered('SEC', 4),
      ...['B.1', 'B.2', 'B.3', 'B.4', 'B.5'],
    ]);
  });

  test('cite the section of the requirements document that holds their kind, and its level', () => {
    const place = requirements.map(({ id, source, level }) => `${id.replace(/\d+$/, '')} ${source} ${level}`);
    const expected = requirements.map(({ id }) => {
      if (id.startsWith('HLF')) return 'HLF- RD 1.0 §6.1 must';
      return id.startsWith('SEC') ? 'SEC- RD 1.0 §6.1.1 must' : `B. RD 1.0 App. ${id} should`;
    });
    expect(place).toEqual(expected);
  });

  test('have the verdicts on TS 1.0 that the reading of the specification gave', () => {
    expect(idsWhere(({ verdictInSpec }) => verdictInSpec === 'full')).toEqual(
      [
        '001',
        '007',
        '010',
        '012',
        '014',
        '016',
        '018',
        '020',
        '027',
        '028',
        '032',
        '033',
        '034',
        '036',
        '037',
      ].map(number => `HLF-${number}`),
    );
    expect(idsWhere(({ verdictInSpec }) => verdictInSpec === 'partial')).toEqual([
      ...['008', '009', '011', '013', '019', '022', '031', '038', '041', '042'].map(
        number => `HLF-${number}`,
      ),
      ...['SEC-004', 'B.1', 'B.2', 'B.3', 'B.4', 'B.5'],
    ]);
    expect(idsWhere(({ verdictInSpec }) => verdictInSpec === 'none')).toEqual(['HLF-040']);
  });

  test('name a specification gap wherever TS 1.0 meets them in part or not, and none where it meets them in full', () => {
    expect(
      idsWhere(({ verdictInSpec, gaps }) => /partial|none/.test(verdictInSpec) && gaps.length === 0),
    ).toEqual([]);
    expect(idsWhere(({ verdictInSpec, gaps }) => verdictInSpec === 'full' && gaps.length > 0)).toEqual([]);
  });

  test.each([
    ['HLF-013', /USSD/],
    ['HLF-019', /discovery/],
    ['HLF-022', /time of measurement/],
    ['HLF-040', /no connection log/],
    ['B.1', /no group of devices/],
    ['B.2', /no group of devices/],
  ])('tell the gap of %s', (id, words) => {
    expect(gapsOf(id)).toMatch(words);
  });

  test('are met in full only by mechanisms of version 1.0 in the core', () => {
    const metByCore = idsWhere(({ mechanisms }) =>
      mechanisms.some(({ lwm2m, outsideCore }) => lwm2m === '1.0' && outsideCore !== true),
    );
    expect(metByCore).toEqual(
      expect.arrayContaining(idsWhere(({ verdictInSpec }) => verdictInSpec === 'full')),
    );
  });

  test('name a resource once at most for each version', () => {
    const repeated = requirements.flatMap(({ id, mechanisms }) => {
      const names = mechanisms.map(({ what, lwm2m, path }) => `${id} ${lwm2m} ${path} ${what}`);
      return names.filter((name, index) => names.indexOf(name) !== index);
    });
    expect(repeated).toEqual([]);
  });

  test('never count an OMA test without a body as a test', () => {
    expect(idsWhere(({ ets, etsTitleOnly = [] }) => etsTitleOnly.some(alias => ets.includes(alias)))).toEqual(
      [],
    );
    expect(idsWhere(({ ets }) => ets.includes('LightweightM2M-1.0-int-656'))).toEqual([]);
  });

  test('stand in files that a person can read', () => {
    const lengths = readdirSync(CATALOGUE_FOLDER)
      // The ICS is a table, a row of four lines a key.
      .filter(name => name.endsWith('.yaml') && name !== 'ics.yaml')
      .map(name => readFileSync(join(CATALOGUE_FOLDER, name), 'utf8').split('\n').length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(400);
  });
});

describe('The ICS keys', () => {
  const claims = ics.flatMap(({ key, support }) =>
    Object.entries(support).map(([role, { status, scr }]) => ({ key, role, status, scr })),
  );

  test('have the role and the status that their conformance item ends in', () => {
    const items = claims.filter(({ scr }) => scr !== null);
    expect(items.length).toBeGreaterThan(60);
    const contradicting = items.filter(
      ({ role, status, scr }) =>
        !scr?.endsWith(`-${role === 'client' ? 'C' : 'S'}-${status === 'optional' ? 'O' : 'M'}`),
    );
    expect(contradicting).toEqual([]);
  });

  test.each([
    ['attr.pmin', 'client', 'LwM2M-DMSE-005-C-O'],
    ['op.execute', 'client', 'LwM2M-DMSE-011-C-M'],
    ['op.execute', 'server', 'LwM2M-DMSE-010-S-M'],
    ['op.deregister', 'client', 'LwM2M-CR-009-C-O'],
    ['format.tlv', 'client', 'LwM2M-DF-003-C-M'],
    ['binding.queue', 'server', 'LwM2M-MEC-001-S-M'],
    ['object.5', 'client', 'LwM2M-OBJ-006-C-O'],
    ['access-control', 'client', 'LwM2M-SEC-008-C-O'],
  ])('%s rests for a %s on %s', (key, role, item) => {
    expect(claims.find(claim => claim.key === key && claim.role === role)?.scr).toBe(item);
  });

  test('ask only clients for resources', () => {
    const asked = ics
      .filter(({ key }) => key.startsWith('resource.'))
      .map(({ support }) => Object.keys(support));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.every(roles => roles.join() === 'client')).toBe(true);
  });
});
