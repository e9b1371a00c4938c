import type { Qualification, QualificationDocument } from './qualification.schema.ts';

/** `qualification.json`, its fields in the order in which they are read. */
export function qualificationDocument(
  { mutantRows, variantRows, purposeRows, requirementRows, ...conclusion }: Qualification,
  {
    tool,
    startedAt,
    only,
    durationMs,
  }: Pick<QualificationDocument, 'tool' | 'startedAt' | 'only' | 'durationMs'>,
): QualificationDocument {
  return {
    schema: 'touchstone/qualification@1',
    ...{ tool, startedAt, only, partial: only.length > 0 },
    ...conclusion,
    durationMs,
    ...{ mutantRows, variantRows, purposeRows, requirementRows },
  };
}
