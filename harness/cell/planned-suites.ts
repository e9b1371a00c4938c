import { offeredCell } from './cell-slot.ts';

/**
 * The one test file of a cell: jest gives every file modules of its own, and loading the harness again for each suite file
 * takes longer than its purposes do.
 */
for (const suite of offeredCell()?.suites ?? []) {
  try {
    await import(suite);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${suite} could not be executed: ${why}`, { cause });
  }
}
