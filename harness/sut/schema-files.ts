import type { TSchema } from '@sinclair/typebox';
import { baselineFileSchema } from '../verdict/baseline-schema.ts';
import { controlMessageSchema } from './control-schema.ts';
import { sutFileSchema } from './descriptor-schema.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** File name in `harness/schema` → its text. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const text = (title: string, schema: TSchema): string =>
    `${JSON.stringify({ $schema: DRAFT, title, ...schema }, null, 2)}\n`;
  return new Map([
    ['sut.schema.json', text('sut.yaml (touchstone/sut@1)', sutFileSchema)],
    ['baseline.schema.json', text('baseline.yaml (touchstone/baseline@1)', baselineFileSchema)],
    ['control.schema.json', text('One line of touchstone-control 1', controlMessageSchema)],
  ]);
}
