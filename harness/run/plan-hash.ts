import { createHash } from 'node:crypto';
import type { CellDescription } from '../record/events.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';

/** Hash over cells and purposes with their revisions; the same for everyone who runs the same plan. Hexadecimal. */
export function planHash(cells: readonly CellDescription[], purposes: readonly PurposeDeclaration[]): string {
  const content = {
    cells: cells.map(({ id, sut, time }) => ({ id, version: sut.version, time })),
    purposes: purposes.map(({ id, revision }) => `${id}@${revision}`),
  };
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
