import type { QualificationDocument } from '../../qualify/qualification.schema.ts';

/** The verdict on the tester in words. */
export interface QualificationVerdict {
  readonly tone: 'good' | 'bad' | 'warn';
  readonly headline: string;
  /** `311 of 312 mutants were killed …`; a sentence for each thing that was proven. */
  readonly sentence: string;
  /** Why the command ended as it did, for beside its exit code. */
  readonly reason: string;
}

export function verdictOf(document: QualificationDocument): QualificationVerdict {
  const { qualified, partial } = document;
  return {
    tone: !qualified ? 'bad' : partial ? 'warn' : 'good',
    headline: !qualified ? 'Not qualified' : partial ? 'Nothing speaks against this part' : 'Qualified',
    sentence: figuresOf(document)
      .map(([, text]) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`)
      .join(' '),
    reason: qualified
      ? partial
        ? 'nothing speaks against the part that was tried'
        : 'the purposes catch what is wrong, and only that'
      : `the tester is at fault: ${faultsOf(document).join(', ')}`,
  };
}

/** What was proven, by name, in words; nothing about what was not asked for. */
export function figuresOf(
  document: QualificationDocument,
): readonly (readonly [name: string, text: string])[] {
  const { mutants, killed, purposes, idlePurposes, variantRows, variants } = document;
  const clean = variantRows.filter(({ falseAlarms, durationMs }) => falseAlarms === 0 && durationMs !== null);
  const figures: readonly (readonly [string, number, string])[] = [
    ['mutants', mutants, `${killed} of ${counted(mutants, 'mutant')} killed by every check that had to`],
    [
      'purposes',
      purposes,
      `${purposes - idlePurposes.length} of ${counted(purposes, 'purpose')} proven by killing at least one`,
    ],
    ['variants', variants, `${clean.length} of ${counted(variants, 'legal variant')} let pass`],
  ];
  return figures.filter(([, count]) => count > 0).map(([name, , text]) => [name, text]);
}

function faultsOf({
  survivors,
  wrongReason,
  falseAlarms,
  errors,
  idlePurposes,
}: QualificationDocument): readonly string[] {
  const faults: readonly (readonly [number, string, string?])[] = [
    [survivors.length, 'survivor'],
    [wrongReason.length, 'mutant killed for another reason', 'mutants killed for another reason'],
    [falseAlarms.length, 'false alarm'],
    [errors.length, 'error'],
    [idlePurposes.length, 'purpose that kills nothing', 'purposes that kill nothing'],
  ];
  return faults.filter(([count]) => count > 0).map(([count, one, many]) => counted(count, one, many));
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
