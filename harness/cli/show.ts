import process from 'node:process';
import { UsageError } from '../errors/touchstone-error.ts';
import { readRun } from '../record/read-run.ts';
import { showPurpose } from '../report/show.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import type { CellId } from '../verdict/ids.ts';
import { isPurposeId } from '../verdict/ids.ts';

/** `touchstone show`. @throws ConfigurationError without a readable record, UsageError for an unknown purpose. */
export async function show(
  purpose: string,
  options: { readonly run: string; readonly cell?: string },
): Promise<number> {
  // A check id is what a report shows; its purpose is what precedes the slash.
  const [id = ''] = purpose.split('/');
  if (!isPurposeId(id)) {
    throw new UsageError('show.purpose', `"${purpose}" is not a purpose id`, {
      hint: 'touchstone list names the purposes',
    });
  }
  const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const style = terminalStyle(colour, process.stdout.columns);
  process.stdout.write(showPurpose(readRun(options.run), id, (options.cell ?? null) as CellId | null, style));
  return 0;
}
