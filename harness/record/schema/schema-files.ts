import { Type } from '@sinclair/typebox';
import { eventSchemas, footerSchema, resultFileSchema } from './event-schemas.ts';
import { icsObservedSchema } from './ics-observed-schema.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** File name in `harness/schema` → its text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const run = Type.Union(Object.values(eventSchemas), {
    $schema: DRAFT,
    title: 'One line of run.ndjson (touchstone/run@1)',
    description: 'First line: header. Last line: footer; a file without it is a truncated run.',
  });
  const result = {
    $schema: DRAFT,
    title: 'result.json of one purpose (touchstone/result@1)',
    ...resultFileSchema,
  };
  const footer = { $schema: DRAFT, title: 'Last line of run.ndjson: counts and exit code', ...footerSchema };
  const observed = {
    $schema: DRAFT,
    title: 'ics.observed.json: what the wire showed of the ICS (touchstone/ics-observed@1)',
    ...icsObservedSchema,
  };
  return new Map(
    Object.entries({ run, result, footer, 'ics-observed': observed }).map(([name, schema]) => [
      `${name}.schema.json`,
      `${JSON.stringify(schema, null, 2)}\n`,
    ]),
  );
}
