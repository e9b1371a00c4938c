import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import { type Paint, PLAIN } from '../paint.ts';
import { alignColumns, wrapText } from '../text-layout.ts';
import {
  CERTAINTY_WORDS,
  type Erratum,
  isOpen,
  issuesByRepository,
  KIND_WORDS,
  placesOf,
  TREATMENT_WORDS,
} from './erratum.ts';
import { errataOfPurpose, isHeldToOpenPoint } from './touched-purposes.ts';

/** What a text says, what is wrong or open in it, how it is read here, and which purposes come across it. */
export function explainErratum(
  erratum: Erratum,
  purposes: readonly PurposeDeclaration[],
  paint: Paint = PLAIN,
): string {
  const { id, title, kind, topic, says, problem, reading, why, certainty, rules } = erratum;
  const [firstIssues = 'no public issue', ...moreIssues] = issuesByRepository(erratum);
  const verdict = isOpen(erratum) ? 'recorded, never a failure' : 'judged by the reading below';
  const facts = alignColumns([
    ['Where', placesOf(erratum)],
    ['Certainty', CERTAINTY_WORDS[certainty]],
    ['Known as', firstIssues],
    ...moreIssues.map(issues => ['', issues]),
    ...(rules === undefined ? [] : [['Rules', rules.join(', ')]]),
    ['Requirements', erratum.requirements.join(', ')],
  ]);
  const sections = [
    [
      `${paint.strong(id)}  ${paint.strong(title)}`,
      paint.faint(`${KIND_WORDS[kind]} · ${topic} · ${verdict}`),
    ],
    facts,
    [paint.strong('The text says'), wrapText(says, '  ')],
    [paint.strong(isOpen(erratum) ? 'What is open' : 'What is wrong'), wrapText(problem, '  ')],
    [paint.strong('Reading chosen'), wrapText(reading, '  ')],
    [paint.strong('Why'), wrapText(why, '  ')],
    [paint.strong('Purposes that touch it'), ...touchLines(erratum, purposes, paint)],
  ];
  return sections.map(lines => `${lines.join('\n')}\n`).join('\n');
}

function touchLines(
  erratum: Erratum,
  purposes: readonly PurposeDeclaration[],
  paint: Paint,
): readonly string[] {
  if (erratum.noPurpose !== undefined) return [wrapText(erratum.noPurpose, '  none: ')];
  const touched = purposes.flatMap(purpose => {
    const [found] = errataOfPurpose([erratum], purpose.id);
    return found === undefined ? [] : [{ purpose, found }];
  });
  if (touched.length === 0) return [paint.faint('  none of those that are known here')];
  const rows = alignColumns(
    touched.map(({ purpose: { id, level }, found: { touch } }) => [
      `  ${id}`,
      level,
      TREATMENT_WORDS[touch.treatment],
    ]),
  );
  return touched.flatMap(({ purpose, found }, index) => {
    const { checks } = found.touch;
    return [
      rows[index] ?? '',
      ...(checks === undefined ? [] : [paint.faint(wrapText(checks.join(', '), '    checks: '))]),
      ...(isHeldToOpenPoint(found, purpose) ? [`    ${paint.warn(HELD_TO_OPEN_POINT)}`] : []),
    ];
  });
}

export const HELD_TO_OPEN_POINT = '! judges, as a must, what the text leaves open: to be changed';
