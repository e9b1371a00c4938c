import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { IcsEntry } from './catalogue.ts';
import { type Paint, PLAIN } from './paint.ts';
import { alignColumns } from './text-layout.ts';

/** An ICS key: the question, what TS 1.0 asks of each role, and the purposes that depend on the answer. */
export function explainIcsKey(
  { key, statement, support }: IcsEntry,
  purposes: readonly PurposeDeclaration[],
  paint: Paint = PLAIN,
): string {
  const roles = Object.entries(support).map(([role, { status, scr }]) => [
    `  ${role}`,
    `${status} in LwM2M 1.0`,
    scr ?? 'no conformance item',
  ]);
  const dependent = purposes
    .filter(({ when }) => when !== null && keysOf(when).includes(key))
    .map(({ id, when }) => [`  ${id}`, `runs when ${when}`]);
  return `${[
    paint.strong(key),
    statement,
    '',
    ...alignColumns(roles),
    '',
    paint.strong('Purposes that depend on it'),
    ...(dependent.length === 0 ? [paint.faint('  none')] : alignColumns(dependent)),
  ].join('\n')}\n`;
}

/** The names in an ICS expression, operators in words included: those are no keys, so nothing is called like them. */
function keysOf(expression: string): readonly string[] {
  return expression.match(/[a-z][a-z0-9._-]*/g) ?? [];
}
