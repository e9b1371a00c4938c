import type { PurposeDeclaration } from '../../verdict/purpose-declaration.ts';
import type { Paint } from '../paint.ts';
import { alignColumns, wrapText } from '../text-layout.ts';
import { type Erratum, KIND_WORDS, TREATMENT_WORDS } from './erratum.ts';
import { HELD_TO_OPEN_POINT } from './explain-erratum.ts';
import { errataOfPurpose, errataOfRequirement, isHeldToOpenPoint } from './touched-purposes.ts';

/** The part of `touchstone explain <purpose>` on the errata that it comes across; nothing where there are none. */
export function errataOfPurposeLines(
  errata: readonly Erratum[],
  purpose: PurposeDeclaration,
  paint: Paint,
): readonly string[] {
  const touched = errataOfPurpose(errata, purpose.id);
  if (touched.length === 0) return [];
  return [
    paint.strong('Errata'),
    ...touched.flatMap(found => {
      const { id, kind, title, reading } = found.erratum;
      return [
        `  ${id}  ${paint.faint(`${KIND_WORDS[kind]} · ${TREATMENT_WORDS[found.touch.treatment]}`)}`,
        wrapText(`${title}: ${reading}`, '    '),
        ...(isHeldToOpenPoint(found, purpose) ? [`    ${paint.warn(HELD_TO_OPEN_POINT)}`] : []),
      ];
    }),
  ];
}

/** The part of `touchstone explain <requirement>` on the errata that concern it; nothing where there are none. */
export function errataOfRequirementLines(
  errata: readonly Erratum[],
  requirement: string,
  paint: Paint,
): readonly string[] {
  const found = errataOfRequirement(errata, requirement);
  if (found.length === 0) return [];
  const rows = alignColumns(found.map(({ id, kind }) => [`  ${id}`, KIND_WORDS[kind]]));
  return [
    `${paint.strong('Errata')}  ${paint.faint('touchstone explain and the id tell the reading that was chosen')}`,
    ...found.flatMap(({ title }, index) => [rows[index] ?? '', paint.faint(wrapText(title, '    '))]),
  ];
}
