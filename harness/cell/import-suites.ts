import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HarnessBugError } from '../errors/touchstone-error.ts';
import { type DeclaredPurpose, declaredPurposes } from '../purpose/declare.ts';
import { PROJECT_ROOT } from '../run/project-root.ts';

/** What each suite file declares; a module is executed once, however many cells its process runs. */
const declaredIn = new Map<string, readonly DeclaredPurpose[]>();

/**
 * The purposes of the suite files of a cell, relative to the project, in the order of their declaration. They are imported here and not
 * in the realm of jest's test file: what they are made of is loaded in this process already, and jest would transform,
 * compile and link all of it again, which takes longer than most purposes do.
 * @throws HarnessBugError when one cannot be executed, so that its purposes would have no result.
 */
export async function importSuites(files: readonly string[]): Promise<readonly DeclaredPurpose[]> {
  for (const file of files) {
    if (declaredIn.has(file)) continue;
    const before = declaredPurposes().length;
    try {
      await import(pathToFileURL(join(PROJECT_ROOT, file)).href);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new HarnessBugError('cell.suite', `${file} could not be executed: ${why}`, {
        hint: 'this is a defect of the suite file; please report it with this message',
        cause,
      });
    }
    declaredIn.set(file, declaredPurposes().slice(before));
  }
  return files.flatMap(file => declaredIn.get(file) ?? []);
}
