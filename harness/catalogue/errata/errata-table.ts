import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import { type Paint, PLAIN } from '../paint.ts';
import { alignColumns } from '../text-layout.ts';
import { type Erratum, KIND_WORDS } from './erratum.ts';
import { errataOfPurpose, isHeldToOpenPoint } from './touched-purposes.ts';

/** The text of `touchstone list --errata`, ending in a line feed: one line for each, under the heading of its topic. */
export function renderErrata(
  errata: readonly Erratum[],
  purposes: readonly PurposeDeclaration[],
  paint: Paint = PLAIN,
): string {
  const touching = (erratum: Erratum) =>
    purposes.filter(({ id }) => errataOfPurpose([erratum], id).length > 0).length;
  const [heading = '', ...rows] = alignColumns(
    [
      ['ERRATUM', 'KIND', 'CERTAINTY', 'PURPOSES', 'TITLE'],
      ...errata.map(erratum => [
        erratum.id,
        KIND_WORDS[erratum.kind],
        erratum.certainty,
        String(touching(erratum)),
        erratum.title,
      ]),
    ],
    new Set([3]),
  );
  const lines = errata.flatMap((erratum, index) => [
    ...(erratum.topic === errata[index - 1]?.topic ? [] : ['', paint.strong(erratum.topic)]),
    rows[index] ?? '',
  ]);
  return `${[paint.strong(heading), ...lines, '', summary(errata), ...heldLines(errata, purposes, paint)].join('\n')}\n`;
}

function summary(errata: readonly Erratum[]): string {
  const counts = (Object.keys(KIND_WORDS) as Erratum['kind'][])
    .map(kind => [KIND_WORDS[kind], errata.filter(erratum => erratum.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([words, count]) => `${count} ${words}`);
  return `${errata.length} errata: ${counts.join(', ')}`;
}

/** Purposes that the register finds too strict. */
function heldLines(
  errata: readonly Erratum[],
  purposes: readonly PurposeDeclaration[],
  paint: Paint,
): readonly string[] {
  const held = purposes.flatMap(purpose =>
    errataOfPurpose(errata, purpose.id)
      .filter(found => isHeldToOpenPoint(found, purpose))
      .map(({ erratum }) => `  ${purpose.id}  ${erratum.id}`),
  );
  if (held.length === 0) return [];
  return [
    paint.warn(`${held.length} times a purpose judges, as a must, what the text leaves open:`),
    ...held,
  ];
}
