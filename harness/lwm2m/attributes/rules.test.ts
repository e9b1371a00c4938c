import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ATTRIBUTES_CLAUSE } from './attribute-definitions.ts';
import { LWM2M_VERSIONS } from './lwm2m-version.ts';
import { clauseOf, RULES, type RuleId } from './rules.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/write-attributes.md'), 'utf8');
/** The rows of all tables: the ids of the first column, and the rest. */
const ROWS = PAGE.split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.split('|').slice(1, -1))
  .map(([ids = '', ...rest]) => ({ ids: [...ids.matchAll(/`([a-z-]+)`/g)].map(([, id = '']) => id), rest }));

describe('docs/write-attributes.md', () => {
  test('explains every rule once', () => {
    const explained = new Set(ROWS.flatMap(({ ids }) => ids));
    expect([...explained].sort()).toEqual(Object.keys(RULES).sort());
    expect(ROWS.flatMap(({ ids }) => ids)).toHaveLength(explained.size);
  });

  test('says how sure each rule is', () => {
    for (const { ids, rest } of ROWS) {
      const told = rest.at(-1)?.trim();
      if (told !== 'stated' && told !== 'inferred') continue;
      expect(ids.map(id => RULES[id as RuleId].certainty)).toEqual(ids.map(() => told));
    }
  });

  test('says what becomes of a Write-Attributes as the rules do', () => {
    for (const { ids, rest } of ROWS) {
      const told = rest.at(-1)?.trim() ?? '';
      if (!/refused|either/.test(told)) continue;
      const outcome = told.startsWith('refused') ? 'stated' : 'open';
      expect(ids.map(id => RULES[id as RuleId].certainty)).toEqual(ids.map(() => outcome));
    }
  });

  test('cites the sections that the rules cite', () => {
    for (const version of LWM2M_VERSIONS) {
      expect(clauseOf('pmin', version)).toBe(ATTRIBUTES_CLAUSE[version]);
      for (const id of Object.keys(RULES) as RuleId[]) {
        const [section = ''] = /§[\d.]+/.exec(clauseOf(id, version)) ?? [];
        expect(PAGE).toContain(section);
      }
    }
  });
});
