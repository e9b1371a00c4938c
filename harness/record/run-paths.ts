import { join } from 'node:path';
import type { CellId, PurposeId } from '../verdict/ids.ts';

/** File names of one run folder, `reports/<run-id>`. */
export const RUN_FILE = 'run.ndjson';

/** Master secrets of the tester's associations in one cell, as NSS key log. */
export const KEY_LOG_FILE = 'keys.log';

/** Folder name for a cell: no character that a file system or a shell could take for something else. */
export function cellSlug(cell: CellId): string {
  return cell.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '_');
}

export function runFile(runDir: string): string {
  return join(runDir, RUN_FILE);
}

export function cellDir(runDir: string, cell: CellId): string {
  return join(runDir, 'cells', cellSlug(cell));
}

export function keyLogFile(runDir: string, cell: CellId): string {
  return join(cellDir(runDir, cell), KEY_LOG_FILE);
}

export function purposeDir(runDir: string, cell: CellId, purpose: PurposeId): string {
  // Purpose ids are safe by their grammar; a record from elsewhere may not keep to it.
  const slug = purpose.replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^\.+/, '_');
  return join(cellDir(runDir, cell), 'purposes', slug);
}

export function resultFile(runDir: string, cell: CellId, purpose: PurposeId): string {
  return join(purposeDir(runDir, cell, purpose), 'result.json');
}
