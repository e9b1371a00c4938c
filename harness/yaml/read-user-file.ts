import { readFileSync } from 'node:fs';
import { ConfigurationError } from '../errors/touchstone-error.ts';
import { displayedFile } from './mistake.ts';

/**
 * The text of a file the user named.
 * @throws ConfigurationError `<code>` when it cannot be read.
 */
export function readUserFile(file: string, code: string, hint: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why =
      typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT'
        ? 'there is no such file'
        : String(cause);
    throw new ConfigurationError(code, `${displayedFile(file)}: cannot be read: ${why}`, { hint, cause });
  }
}
