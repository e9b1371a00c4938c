import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from './make-folder.ts';

/** Writes a whole file or none: a reader never sees half of it. Creates the folder. */
export function writeFileAtomically(path: string, content: string): void {
  makeFolder(dirname(path));
  replace(path, temporary => writeFileSync(temporary, content));
}

/** Points a symbolic link at `target` (relative to the link's folder); at no moment is there no link. */
export function linkAtomically(path: string, target: string): void {
  replace(path, temporary => symlinkSync(target, temporary));
}

function replace(path: string, create: (temporary: string) => void): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    create(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
