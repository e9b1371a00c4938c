import type { LegalVariant, Mutant, Subject } from '../mutant/mutant.ts';
import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { Catalogue } from './catalogue.ts';
import { type Paint, PLAIN } from './paint.ts';
import { alignColumns, wrapText } from './text-layout.ts';

/** A mutant with its defect and the checks that must catch it, or a legal variant with what allows it. */
export function explainSubject(
  subject: Subject,
  purposes: readonly PurposeDeclaration[],
  catalogue: Catalogue,
  paint: Paint = PLAIN,
): string {
  const { id, variation } = subject;
  const [kind, what] =
    subject.kind === 'mutant'
      ? (['mutant', subject.defect] as const)
      : (['legal variant', subject.difference] as const);
  const sections = [
    [paint.strong(id), paint.faint(`${kind} of the reference ${variation.role}`)],
    [wrapText(`This ${variation.role} ${what}.`)],
    ...(subject.kind === 'mutant'
      ? mutantSections(subject, purposes, catalogue, paint)
      : variantSections(subject, paint)),
    [`${paint.strong('Try it')}  touchstone qualify --only ${id}`],
  ];
  return sections.map(lines => `${lines.join('\n')}\n`).join('\n');
}

function mutantSections(
  { requirement, source, hooks, kills }: Mutant,
  purposes: readonly PurposeDeclaration[],
  { requirements }: Catalogue,
  paint: Paint,
): readonly (readonly string[])[] {
  const statement = requirements.find(({ id }) => id === requirement)?.statement ?? '';
  const titles = new Map<string, string>(purposes.map(({ id, title }) => [id, title]));
  const purposeOf = (check: string): string => check.slice(0, check.indexOf('/'));
  return [
    [wrapText(statement, `Breaks    ${requirement}  `), wrapText(hooks.join(', '), 'Overrides ')].concat(
      source === undefined ? [] : [wrapText(source, 'Source    ')],
    ),
    [
      paint.strong('Must be caught by'),
      ...Object.entries(kills).flatMap(([check, reason]) => [
        `  ${check}  ${paint.faint(reason)}`,
        paint.faint(wrapText(titles.get(purposeOf(check)) ?? paint.warn('there is no such purpose'), '    ')),
      ]),
    ],
  ];
}

function variantSections(
  { clause, hooks, advice = {}, undecided = {} }: LegalVariant,
  paint: Paint,
): readonly (readonly string[])[] {
  const listed = (
    title: string,
    entries: Readonly<Record<string, string>>,
  ): readonly (readonly string[])[] =>
    Object.keys(entries).length === 0
      ? []
      : [
          [
            paint.strong(title),
            ...alignColumns(Object.entries(entries).map(([name, text]) => [`  ${name}`, text])),
          ],
        ];
  return [
    [wrapText(clause, 'Allowed by '), wrapText(hooks.join(', '), 'Overrides  ')],
    ...listed('Advice that it does not follow', advice),
    ...listed('Purposes that cannot judge it', undecided),
  ];
}
