import type { Subject } from '../mutant/mutant.ts';
import { type Paint, PLAIN } from './paint.ts';
import { alignColumns } from './text-layout.ts';

/** The text of `touchstone list --mutants`: mutants with what they break, then legal variants. */
export function renderMutants(subjects: readonly Subject[], paint: Paint = PLAIN): string {
  const mutants = subjects.filter(subject => subject.kind === 'mutant');
  const variants = subjects.filter(subject => subject.kind === 'variant');
  const tables = [
    [
      ['MUTANT', 'BREAKS', 'CHECKS', 'DEFECT'],
      ...mutants.map(({ id, requirement, kills, defect }) => [
        id,
        requirement,
        String(Object.keys(kills).length),
        defect,
      ]),
    ],
    [
      ['LEGAL VARIANT', 'ALLOWED BY', 'DIFFERENCE'],
      ...variants.map(({ id, clause, difference }) => [id, clause, difference]),
    ],
  ];
  return `${[
    ...tables
      .filter(rows => rows.length > 1)
      .flatMap(rows => {
        const [heading = '', ...lines] = alignColumns(rows);
        return [paint.strong(heading), ...lines, ''];
      }),
    `${counted(mutants.length, 'mutant')}, ${counted(variants.length, 'legal variant')}`,
    paint.faint('touchstone qualify tries the purposes on them; touchstone explain NAME tells of one'),
  ].join('\n')}\n`;
}

function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}
