import process from 'node:process';
import { planCell } from '../run/plan.ts';
import { cellOf } from '../run/planned-cell.ts';
import { describedObjects } from '../sut/described-objects.ts';
import { loadDescriptor } from '../sut/load-descriptor.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import { paint } from './paint.ts';

/** `touchstone list --why SUT`: what would run against it and what would not; control verbs are not known before it is up. */
export async function listWhy(
  sut: string,
  purposes: readonly PurposeDeclaration[],
  json: boolean,
): Promise<number> {
  const descriptor = loadDescriptor(sut);
  const cell = cellOf(descriptor, purposes, describedObjects(descriptor.objectFiles).files);
  const entries = planCell(cell, null).map(({ purpose, applicability, runs, why }) => ({
    purpose: purpose.id,
    level: purpose.level,
    applicability,
    runs,
    why,
  }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ cell: cell.description.id, purposes: entries }, null, 2)}\n`);
    return 0;
  }
  const { strong, faint, warn } = paint(process.stdout);
  const width = Math.max(0, ...entries.map(({ purpose }) => purpose.length));
  const lines = entries.map(({ purpose, runs, applicability, why }) => {
    const mark = runs ? 'runs    ' : warn('not run ');
    return `${mark} ${purpose.padEnd(width)}  ${applicability.padEnd(13)}  ${faint(why)}`;
  });
  const running = entries.filter(({ runs }) => runs).length;
  const head = strong(`${cell.description.id}: ${running} of ${entries.length} purposes would run`);
  process.stdout.write(`${[head, ...lines].join('\n')}\n`);
  return 0;
}
