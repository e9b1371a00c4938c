import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { generatedFiles } from './generated-files.ts';

describe('The files made from the catalogue', () => {
  const files = generatedFiles();

  test('are the two unions, the compiled catalogue and four schemas', () => {
    expect([...files.keys()].map(path => basename(path)).sort()).toEqual([
      'catalogue-errata.schema.json',
      'catalogue-ics.schema.json',
      'catalogue.generated.json',
      'catalogue.schema.json',
      'ics-keys.generated.ts',
      'list.schema.json',
      'requirement-ids.generated.ts',
    ]);
  });

  test.each([...files].map(([path, text]) => ({ name: basename(path), path, text })))(
    'are up to date: $name (else run node harness/catalogue/generate.ts)',
    ({ path, text }) => {
      expect(readFileSync(path, 'utf8') === text).toBe(true);
    },
  );
});
