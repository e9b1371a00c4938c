import type { MutantRow, QualificationDocument } from '../../qualify/qualification.schema.ts';
import { visibleText } from '../visible-text.ts';

/** One thing that speaks against the tester. */
export interface TroubleItem {
  /** The mutant, variant or purpose that it is about; null when the whole is meant. */
  readonly about: { readonly kind: 'mutant' | 'variant' | 'purpose'; readonly id: string } | null;
  /** What it is, in a few words; may be empty. */
  readonly text: string;
  /** What was seen, a line each. */
  readonly details: readonly string[];
}

/** Things of one kind that speak against the tester. */
export interface Trouble {
  readonly name: 'survivors' | 'wrong-reason' | 'false-alarms' | 'errors' | 'idle-purposes';
  readonly title: string;
  /** Why it matters. */
  readonly meaning: string;
  /** How many there are: a legal variant may have raised several false alarms. */
  readonly count: number;
  readonly items: readonly TroubleItem[];
}

/** Everything that speaks against the tester, by kind; empty when it is qualified. Printable, not escaped. */
export function troublesOf(document: QualificationDocument): readonly Trouble[] {
  const { mutantRows, purposeRows, idlePurposes } = document;
  const withFate = (fate: MutantRow['fate']): TroubleItem[] =>
    mutantRows.filter(row => row.fate === fate).map(missedByChecks);
  const titles = new Map<string, string>(purposeRows.map(({ id, title }) => [id, title]));
  const troubles: readonly (Omit<Trouble, 'count'> & { readonly count?: number })[] = [
    {
      name: 'survivors',
      title: 'Survivors',
      meaning: 'Nothing failed these mutants: a product with the same defect would pass.',
      items: withFate('survived'),
    },
    {
      name: 'wrong-reason',
      title: 'Killed by another check than the expected one',
      meaning: 'Something failed these mutants, but not every check that had to, or with another reason.',
      items: withFate('wrong-reason'),
    },
    {
      name: 'false-alarms',
      title: 'False alarms on legal variants',
      meaning: 'These peers are right; a product like them would be accused of what it did not do.',
      count: document.falseAlarms.length,
      items: falseAlarms(document),
    },
    {
      name: 'errors',
      title: 'Errors of the harness',
      meaning: 'These trials broke down: the tester itself is at fault.',
      items: document.errors.map(error => errorItem(error, mutantRows)),
    },
    {
      name: 'idle-purposes',
      title: 'Purposes that kill nothing',
      meaning: 'No mutant turned their verdict to fail: nothing shows that they can.',
      items: idlePurposes.map(id => ({
        about: { kind: 'purpose', id },
        text: visibleText(titles.get(id) ?? ''),
        details: [],
      })),
    },
  ];
  return troubles
    .map(trouble => ({ count: trouble.items.length, ...trouble }))
    .filter(({ count }) => count > 0);
}

function missedByChecks({ id, defect, missed }: MutantRow): TroubleItem {
  return {
    about: { kind: 'mutant', id },
    text: visibleText(defect),
    details: missed.map(({ check, reason, instead }) => visibleText(`${check} (${reason}): ${instead}`, 800)),
  };
}

function falseAlarms({ falseAlarms: alarms, variantRows }: QualificationDocument): TroubleItem[] {
  return variantRows
    .filter(({ falseAlarms: count }) => count > 0)
    .map(({ id, difference }) => ({
      about: { kind: 'variant', id },
      text: visibleText(difference),
      details: alarms
        .filter(({ variant }) => variant === id)
        // A check names its purpose already.
        .map(({ purpose, what }) =>
          visibleText(what.startsWith(`${purpose}/`) ? what : `${purpose}: ${what}`, 800),
        ),
    }));
}

function errorItem(
  { subject, purpose, reason, message }: QualificationDocument['errors'][number],
  mutantRows: readonly MutantRow[],
): TroubleItem {
  const isMutant = mutantRows.some(({ id }) => id === subject);
  return {
    about: subject === null ? null : { kind: isMutant ? 'mutant' : 'variant', id: subject },
    text: visibleText(reason, 120),
    details: [visibleText(`${purpose === null ? '' : `${purpose}: `}${message}`, 1200)],
  };
}
