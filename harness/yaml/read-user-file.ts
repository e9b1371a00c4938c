import { lstatSync, readFileSync, statSync } from 'node:fs';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { displayedFile } from './mistake.ts';

/** What somebody wrote by hand is far below it; beyond, a parser would take minutes to say that it is something else. */
const MAX_FILE_SIZE = 16 << 20;

/**
 * The text of a file the user named.
 * @param limit bytes.
 * @throws ConfigurationError `<code>` when it cannot be read, is no ordinary file, or is larger than `limit`.
 */
export function readUserFile(file: string, code: string, hint: string, limit = MAX_FILE_SIZE): string {
  const refuse = (why: string, cause?: unknown): ConfigurationError =>
    new ConfigurationError(code, `${displayedFile(file)}: cannot be read: ${why}`, { hint, cause });
  try {
    const found = statSync(file);
    // A pipe that nobody writes to would be waited for without end.
    if (!found.isFile()) throw refuse(found.isDirectory() ? 'this is a folder' : 'this is no ordinary file');
    if (found.size > limit) throw refuse(`it has ${found.size} bytes, expected no more than ${limit}`);
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw cause instanceof ConfigurationError ? cause : refuse(whyUnreadable(file, cause), cause);
  }
}

const REASONS: ReadonlyMap<unknown, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file: a part of the path is a file itself'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['ENAMETOOLONG', 'the path is too long'],
  ['ERR_INVALID_ARG_VALUE', 'the path has a character that no path can have'],
]);

/** Why a file could not be opened, in words, from what Node threw. */
export function whyUnreadable(file: string, cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  if (code === 'ENOENT' && isLink(file)) return 'this symbolic link leads nowhere';
  return REASONS.get(code) ?? String(cause);
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
