import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { schemaFiles } from './schema-files.ts';
import { badInput, documentOf, input } from './testing/sample-qualification.ts';

const text = schemaFiles().get('qualification.schema.json') ?? '';
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(JSON.parse(text));
const problems = (document: unknown) => (validate(document) ? [] : validate.errors);

describe('qualification.schema.json', () => {
  test('is what `node harness/qualify/generate-schema.ts` writes today', () => {
    const published = readFileSync(join(import.meta.dirname, '../schema/qualification.schema.json'), 'utf8');
    expect(published === text).toBe(true);
  });

  test('accepts a document in which all is well, and one in which nothing is', () => {
    expect(problems(documentOf(input()))).toEqual([]);
    expect(problems(documentOf(badInput('anything'), ['client-*']))).toEqual([]);
  });

  test('demands every field and knows no other', () => {
    const document: Record<string, unknown> = { ...documentOf(input()) };
    for (const field of Object.keys(document)) {
      const { [field]: _, ...rest } = document;
      expect([field, validate(rest)]).toEqual([field, false]);
    }
    expect(validate({ ...document, more: 1 })).toBe(false);
  });
});
