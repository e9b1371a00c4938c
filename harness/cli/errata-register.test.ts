import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { CATALOGUE_FOLDER } from '../catalogue/catalogue-sources.ts';
import {
  errataOfPurpose,
  isHeldToOpenPoint,
  judgedTooStrictly,
  matchesPurpose,
} from '../catalogue/errata/touched-purposes.ts';
import { loadCatalogue } from '../catalogue/load-catalogue.ts';
import { RULES } from '../lwm2m/attributes/rules.ts';
import { loadSuites } from '../run/suite-index.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { freshFolder, recordedEvents, touchstone } from './testing/touchstone.ts';

let catalogue: Catalogue;
let purposes: readonly PurposeDeclaration[];
beforeAll(async () => {
  purposes = (await loadSuites()).map(({ declaration }) => declaration);
  catalogue = await loadCatalogue(
    CATALOGUE_FOLDER,
    purposes.map(({ id }) => id),
  );
});

describe('The errata register', () => {
  test('has an entry for every open rule of the oracle, and names no rule that there is not', () => {
    const named = new Set(catalogue.errata.flatMap(({ rules }) => rules ?? []));
    const open = Object.entries(RULES).filter(([, { certainty }]) => certainty === 'open');
    expect(open.length).toBeGreaterThan(15);
    expect(open.map(([id]) => id).filter(id => !named.has(id))).toEqual([]);
    expect([...named].filter(id => !(id in RULES))).toEqual([]);
  });

  test('calls no rule open that the oracle calls stated', () => {
    const named = catalogue.errata.flatMap(({ rules }) => rules ?? []);
    expect(named.filter(id => RULES[id as keyof typeof RULES].certainty === 'stated')).toEqual([]);
  });

  test('gives each erratum the name of its file as the beginning of its id', () => {
    const folder = join(CATALOGUE_FOLDER, 'errata');
    for (const name of readdirSync(folder)) {
      const ids = [...readFileSync(join(folder, name), 'utf8').matchAll(/^ {2}- id: (\S+)$/gm)];
      expect(ids.length).toBeGreaterThan(0);
      for (const [, id = ''] of ids) expect(id).toMatch(new RegExp(`^${name.replace('.yaml', '')}-`));
    }
  });

  test('names every purpose that has a wrong OMA test as its alias', () => {
    const missing = catalogue.errata
      .filter(({ kind }) => kind === 'wrong-test')
      .flatMap(erratum => {
        const tests = erratum.where.map(({ at }) => at);
        return purposes
          .filter(({ ets }) => ets.some(alias => tests.includes(alias)))
          .filter(({ id }) => errataOfPurpose([erratum], id).length === 0)
          .map(({ id }) => `${erratum.id} ${id}`);
      });
    expect(missing).toEqual([]);
  });

  test('finds no purpose that holds a SUT to what is open', () => {
    const held = purposes.flatMap(purpose =>
      errataOfPurpose(catalogue.errata, purpose.id)
        .filter(found => isHeldToOpenPoint(found, purpose))
        .map(({ erratum }) => `${purpose.id} ${erratum.id}`),
    );
    expect(held).toEqual([]);
  });
});

describe('A run against the embedded pair', () => {
  const executed = new Map<string, readonly CheckResult[]>();
  beforeAll(async () => {
    const touched = purposes.filter(({ id }) =>
      errataOfPurpose(catalogue.errata, id).some(({ touch }) => touch.checks !== undefined),
    );
    const out = freshFolder();
    await touchstone(['run', '--out', out, '--seed', '7', '--only', ...touched.map(({ id }) => id)]);
    for (const event of recordedEvents(out) as readonly Record<string, unknown>[]) {
      if (event.type === 'result')
        executed.set(String(event.purpose), event.checks as readonly CheckResult[]);
    }
  }, 120_000);

  test('executes every check that the register names', () => {
    const missing = catalogue.errata.flatMap(({ id, purposes: touches }) =>
      touches.flatMap(({ purpose, checks = [] }) => {
        const results = [...executed]
          .filter(([name]) => matchesPurpose(purpose, name))
          .flatMap(([, all]) => all);
        const words = new Set(results.map(result => result.id.slice(result.id.indexOf('/') + 1)));
        return checks.filter(check => !words.has(check)).map(check => `${id}: ${purpose}/${check}`);
      }),
    );
    expect(executed.size).toBeGreaterThan(30);
    expect(missing).toEqual([]);
  });

  test('judges no open point more strictly than the register says', () => {
    const strict = [...executed].flatMap(([id, checks]) =>
      errataOfPurpose(catalogue.errata, id)
        .filter(found => judgedTooStrictly(found, checks).length > 0)
        .map(({ erratum }) => `${id} ${erratum.id}`),
    );
    expect(strict).toEqual([]);
  });
});
