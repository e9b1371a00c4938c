import type { TSchema } from '@sinclair/typebox';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Mistake } from './mistake.ts';
import { schemaMistakes } from './schema-mistakes.ts';
import type { YamlDocument } from './yaml-document.ts';

/** What a `format` of a schema accepts, by its name. */
export type Formats = Readonly<Record<string, (text: string) => boolean>>;

/** A function that finds every way in which a document breaks a schema, which is compiled when it is first needed. */
export function fileValidator(
  schema: TSchema,
  formats: Formats,
): (document: YamlDocument) => readonly Mistake[] {
  let compiled: ValidateFunction | null = null;
  return document => {
    compiled ??= new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, formats }).compile(
      schema,
    );
    return compiled(document.data) ? [] : schemaMistakes(compiled.errors ?? [], document);
  };
}
