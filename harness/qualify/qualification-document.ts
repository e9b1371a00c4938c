import type { Qualification } from './qualification.ts';

/** `qualification.json`. */
export interface QualificationDocument extends Qualification {
  readonly schema: 'touchstone/qualification@1';
  readonly tool: {
    readonly name: string;
    readonly version: string;
    readonly node: string;
    readonly platform: string;
  };
  readonly startedAt: string;
  /** True when `--only` left something out. */
  readonly partial: boolean;
  /** Milliseconds of real time. */
  readonly durationMs: number;
}

export function qualificationDocument(
  qualification: Qualification,
  about: Omit<QualificationDocument, keyof Qualification | 'schema'>,
): QualificationDocument {
  return { schema: 'touchstone/qualification@1', ...about, ...qualification };
}
