import { relative } from 'node:path';
import { ConfigurationError } from '../errors/touchstone-error.ts';

export interface Position {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong in a file the user wrote. */
export interface Mistake extends Position {
  /** Path of the field; empty for the file as a whole. */
  readonly field: readonly (string | number)[];
  /** What was found and what was expected. */
  readonly problem: string;
  /** What to do, as an imperative. */
  readonly remedy: string;
}

/** Every mistake of one file. The message has one line for each: `file:line: field: what was found, expected …`. */
export class FileMistakes extends ConfigurationError {
  /** As the message names it. */
  readonly file: string;
  readonly mistakes: readonly Mistake[];

  constructor(code: string, file: string, unordered: readonly Mistake[]) {
    const mistakes = unordered.toSorted((a, b) => a.line - b.line || a.column - b.column);
    const shown = displayedFile(file);
    super(code, mistakes.map(mistake => `${shown}:${mistake.line}: ${withField(mistake)}`).join('\n'), {
      hint: mistakes
        .map(({ line, remedy }) => (mistakes.length > 1 ? `line ${line}: ${remedy}` : remedy))
        .join('\n'),
    });
    this.file = shown;
    this.mistakes = mistakes;
  }
}

/** Relative to the working directory where that is shorter, so that a terminal can open it. */
export function displayedFile(file: string): string {
  const path = relative(process.cwd(), file);
  return path === '' || path.startsWith('..') ? file : path;
}

/** `launch.container.image`, `ics["object.5"]`, `entries[2].note`. */
export function fieldName(field: Mistake['field']): string {
  return field
    .map(step => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

function withField({ field, problem }: Mistake): string {
  return field.length === 0 ? problem : `${fieldName(field)}: ${problem}`;
}
