import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Coverage } from './coverage.ts';
import { instrument } from './instrument.ts';

/**
 * Instruments the modules of this thread that are imported from now on and that `covers` says yes to.
 * Literals of their code are added to `literals`.
 */
export function instrumentImports(
  coverage: Coverage,
  covers: (path: string) => boolean,
  literals: Set<number | bigint | string>,
): void {
  coverage.install();
  registerHooks({
    load(url, context, nextLoad) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
      const path = fileURLToPath(url);
      if (!covers(path)) return nextLoad(url, context);
      const instrumented = instrument(readFileSync(path, 'utf8'), coverage.sites);
      coverage.reserve(instrumented.sites);
      for (const literal of instrumented.literals) literals.add(literal);
      return { format: 'module-typescript', source: instrumented.code, shortCircuit: true };
    },
  });
}
