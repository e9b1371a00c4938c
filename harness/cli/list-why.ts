import process from 'node:process';
import type { PlanEvent } from '../record/events.ts';
import { planCell } from '../run/plan.ts';
import { cellsOf } from '../run/planned-cell.ts';
import { describedObjects } from '../sut/described-objects.ts';
import { loadDescriptor } from '../sut/load-descriptor.ts';
import type { CellId, PurposeId } from '../verdict/ids.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { paint } from './paint.ts';

/** `touchstone list --why SUT`: what would run against it and what would not; control verbs are not known before it is up. */
export async function listWhy(
  sut: string,
  purposes: readonly PurposeDeclaration[],
  json: boolean,
): Promise<number> {
  const descriptor = loadDescriptor(sut);
  const cells = cellsOf(descriptor, purposes, describedObjects(descriptor.objectFiles).files).map(cell => ({
    cell: cell.description.id,
    purposes: planCell(cell, null).map(({ purpose, applicability, runs, why }) => ({
      ...{ purpose: purpose.id, level: purpose.level },
      ...{ applicability, runs, why },
    })),
  }));
  const text = json ? JSON.stringify({ cells }, null, 2) : cells.map(tableOf).join('\n\n');
  process.stdout.write(`${text}\n`);
  return 0;
}

interface ExplainedCell {
  readonly cell: CellId;
  readonly purposes: readonly (Pick<PlanEvent, 'applicability' | 'runs' | 'why'> & {
    readonly purpose: PurposeId;
  })[];
}

function tableOf({ cell, purposes: entries }: ExplainedCell): string {
  const { strong, faint, warn } = paint(process.stdout);
  const width = Math.max(0, ...entries.map(({ purpose }) => purpose.length));
  const lines = entries.map(({ purpose, runs, applicability, why }) => {
    const mark = runs ? 'runs    ' : warn('not run ');
    return `${mark} ${purpose.padEnd(width)}  ${applicability.padEnd(13)}  ${faint(why)}`;
  });
  const running = entries.filter(({ runs }) => runs).length;
  const head = strong(`${cell}: ${running} of ${entries.length} purposes would run`);
  return [head, ...lines].join('\n');
}
