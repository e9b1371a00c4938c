import { extname, join } from 'node:path';

/** `.ts` in the repository, `.js` in the published package. */
export const SOURCE_SUFFIX = extname(import.meta.filename);

/** Root of the project; in the published package the compiled tree, which has the same shape. */
export const PROJECT_ROOT = join(import.meta.dirname, '..', '..');
