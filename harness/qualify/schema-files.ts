import { qualificationSchema } from './qualification.schema.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** File name in `harness/schema` → its text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['qualification.schema.json', `${JSON.stringify({ $schema: DRAFT, ...qualificationSchema }, null, 2)}\n`],
  ]);
}
