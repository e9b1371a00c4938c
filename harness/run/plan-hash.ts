import { createHash } from 'node:crypto';
import type { CellDescription } from '../record/events.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';

/** Hash over cells, with the object files they decode with, and purposes with their revisions; the same for everyone who runs the same plan. Hexadecimal. */
export function planHash(cells: readonly CellDescription[], purposes: readonly PurposeDeclaration[]): string {
  const content = {
    cells: cells.map(({ id, sut, time, objectFiles }) => ({
      ...{ id, version: sut.version, time },
      // Undefined leaves no trace: without object files the hash is what it always was.
      objectFiles: objectFiles?.map(({ sha256 }) => sha256),
    })),
    purposes: purposes.map(({ id, revision }) => `${id}@${revision}`),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
