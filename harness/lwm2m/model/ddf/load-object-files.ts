import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigurationError } from '../../../errors/touchstone-error.ts';
import { displayedFile, FileMistakes, fieldName, type Mistake } from '../../../yaml/mistake.ts';
import { whyUnreadable } from '../../../yaml/read-user-file.ts';
import type { ObjectDefinition } from '../object-definition.ts';
import { definitionOf } from '../registry.ts';
import { parseDdf } from './parse-ddf.ts';

export interface ObjectFile {
  /** Absolute. */
  readonly path: string;
  /** Of its bytes, hexadecimal. */
  readonly sha256: string;
  readonly objects: readonly ObjectDefinition[];
  /** One line each: what is not wrong, but what its author should know. */
  readonly notices: readonly string[];
}

/** Bytes; the largest object of the registry takes a tenth of it. */
export const MAX_FILE_SIZE = 1_048_576;
const MOST_MISTAKES = 50;

/**
 * Reads object definition files; one that is named twice counts once.
 * @param paths relative to the working directory.
 * @throws ConfigurationError `object-file.unreadable`; `object-file.invalid` with every mistake of every file.
 */
export function loadObjectFiles(paths: readonly string[]): readonly ObjectFile[] {
  const files: ObjectFile[] = [];
  const troubles: ConfigurationError[] = [];
  for (const path of new Set(paths.map(given => resolve(given)))) {
    try {
      files.push(loadObjectFile(path, files));
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      troubles.push(error);
    }
  }
  const [first, ...others] = troubles;
  if (first === undefined) return files;
  if (others.length === 0) throw first;
  throw new ConfigurationError('object-file.invalid', troubles.map(({ message }) => message).join('\n'), {
    hint: troubles.map(({ hint }) => hint).join('\n'),
  });
}

function loadObjectFile(path: string, earlier: readonly ObjectFile[]): ObjectFile {
  const bytes = bytesOf(path);
  const { objects, mistakes, notices } = parseDdf(textOf(path, bytes));
  const all = [...mistakes, ...objects.flatMap(object => clash(object, earlier))];
  if (all.length > 0) throw new FileMistakes('object-file.invalid', path, shortened(all));
  const shown = displayedFile(path);
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    objects,
    notices: [
      ...notices.map(({ line, field, text }) => `${shown}:${line}: ${fieldName(field)}: ${text}`),
      ...objects.flatMap(({ id, name, version }) => {
        const known = definitionOf(id);
        if (known === undefined) return [];
        return [
          `${shown}: object ${id} (${name} ${version}) replaces ${known.name} ${known.version}, which is built in`,
        ];
      }),
    ],
  };
}

function bytesOf(path: string): Uint8Array {
  const shown = displayedFile(path);
  const refuse = (problem: string, hint: string, cause?: unknown): never => {
    throw new ConfigurationError('object-file.unreadable', `${shown}: ${problem}`, { hint, cause });
  };
  const hint = 'name an object definition file (XML) that can be read';
  try {
    const found = statSync(path);
    if (!found.isFile()) return refuse('this is not a file', hint);
    if (found.size > MAX_FILE_SIZE) {
      return refuse(
        `has ${found.size} bytes, expected no more than ${MAX_FILE_SIZE}`,
        'give each object a file of its own',
      );
    }
    return readFileSync(path);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    return refuse(whyUnreadable(path, cause), hint, cause);
  }
}

function textOf(path: string, bytes: Uint8Array): string {
  try {
    // Without its byte order mark, where there is one.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const problem = 'found bytes that are not UTF-8';
    const mistake: Mistake = { line: 1, column: 1, field: [], problem, remedy: 'save the file as UTF-8' };
    throw new FileMistakes('object-file.invalid', path, [mistake]);
  }
}

/** Two files that describe one object leave open which of them holds. */
function clash({ id }: ObjectDefinition, earlier: readonly ObjectFile[]): readonly Mistake[] {
  const other = earlier.find(({ objects }) => objects.some(object => object.id === id));
  if (other === undefined) return [];
  const problem = `object ${id} is also in ${displayedFile(other.path)}`;
  return [{ line: 1, column: 1, field: ['Object', id], problem, remedy: 'name one of the two files' }];
}

function shortened(mistakes: readonly Mistake[]): readonly Mistake[] {
  const [last] = mistakes.slice(MOST_MISTAKES);
  if (last === undefined) return mistakes;
  const problem = `and ${mistakes.length - MOST_MISTAKES} more mistakes from here on`;
  return [
    ...mistakes.slice(0, MOST_MISTAKES),
    { ...last, field: [], problem, remedy: 'correct these first' },
  ];
}
