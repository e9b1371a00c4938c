import { mutantsByPurpose } from '../mutant/expected-catches.ts';
import type { Subject } from '../mutant/mutant.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { Catalogue } from './catalogue.ts';
import { errataOfPurposeLines } from './errata/errata-lines.ts';
import { type Paint, PLAIN } from './paint.ts';
import { alignColumns, wrapText } from './text-layout.ts';

/** The declaration of a purpose, with its requirements in words, the errata that it comes across and its mutants. */
export function explainPurpose(
  purpose: PurposeDeclaration,
  catalogue: Catalogue,
  subjects: readonly Subject[],
  paint: Paint = PLAIN,
): string {
  const { id, title, role, level, revision, clause } = purpose;
  const facts = alignColumns([
    ['Expectation', clause],
    ['Runs when', purpose.when ?? 'always'],
    ['Control verbs', listed(purpose.needs)],
    ...(purpose.images === undefined ? [] : [['Firmware images', listed(purpose.images)] as const]),
    ['Positive twin', purpose.twin ?? 'none'],
    ['OMA ETS', listed(purpose.ets)],
  ]);
  const requirements = purpose.requirements.map(requirementId => {
    const requirement = catalogue.requirements.find(candidate => candidate.id === requirementId);
    return wrapText(requirement?.statement ?? '', `  ${requirementId}  `);
  });
  const errata = errataOfPurposeLines(catalogue.errata, purpose, paint);
  return `${[
    paint.strong(id),
    paint.faint(`${level} · judges a ${role} · revision ${revision}`),
    '',
    wrapText(`The ${role} ${title}.`),
    '',
    ...facts,
    '',
    paint.strong('Requirements'),
    ...requirements,
    ...(errata.length === 0 ? [] : ['', ...errata]),
    '',
    paint.strong('Proven by'),
    ...provenBy(id, subjects, paint),
  ].join('\n')}\n`;
}

/** The mutants that it must catch. */
function provenBy(id: string, subjects: readonly Subject[], paint: Paint): readonly string[] {
  const mutants = mutantsByPurpose(subjects).get(id) ?? [];
  if (mutants.length === 0) return [paint.warn('  no mutant')];
  return mutants.map(mutant => wrapText(mutant.defect, `  ${mutant.id}  `));
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ');
}
