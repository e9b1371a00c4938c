import type { Mistake } from '../../yaml/mistake.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { FieldPath, YamlDocument } from '../../yaml/yaml-document.ts';
import type { ErrataFile } from './errata.schema.ts';
import { matchesPurpose } from './touched-purposes.ts';

/** The names that errata may refer to; null where they are not known, and then not judged. */
export interface KnownNames {
  readonly requirements: readonly string[] | null;
  readonly purposes: readonly string[] | null;
}

/** What a schema cannot see in a file of errata: names that nothing has, and fields that exclude or need each other. */
export function errataMistakes(document: YamlDocument, known: KnownNames): readonly Mistake[] {
  const { errata } = document.data as ErrataFile;
  return errata.flatMap((erratum, index) => {
    const at = (...field: FieldPath): FieldPath => ['errata', index, ...field];
    const mistake = (field: FieldPath, problem: string, remedy: string): Mistake => ({
      ...document.locate(field),
      field,
      problem,
      remedy,
    });
    const unknown = (field: FieldPath, name: string, what: string, names: readonly string[]): Mistake => {
      const nearest = nearestName(name, names);
      return mistake(
        field,
        `found ${JSON.stringify(name)}, expected ${what}`,
        nearest === null ? 'touchstone list shows the names' : `did you mean ${nearest}?`,
      );
    };
    const { requirements, purposes, noPurpose } = erratum;
    const mistakes: Mistake[] = [];
    requirements.forEach((name, each) => {
      if (known.requirements === null || known.requirements.includes(name)) return;
      mistakes.push(unknown(at('requirements', each), name, 'a requirement that exists', known.requirements));
    });
    purposes.forEach(({ purpose, treatment, checks }, each) => {
      if (known.purposes !== null && !known.purposes.some(id => matchesPurpose(purpose, id))) {
        const what = purpose.includes('*')
          ? 'a pattern that matches a purpose at least'
          : 'a purpose that exists';
        mistakes.push(unknown(at('purposes', each, 'purpose'), purpose, what, known.purposes));
      }
      if (treatment === 'avoided' && checks !== undefined) {
        mistakes.push(
          mistake(
            at('purposes', each, 'checks'),
            'expected no checks where the purpose keeps out of the point',
            'remove checks, or say what they do with the point',
          ),
        );
      }
      if (treatment !== 'avoided' && checks === undefined) {
        mistakes.push(
          mistake(
            at('purposes', each, 'checks'),
            'missing, expected a list of the words of the checks that look at the point',
            'add checks, or avoided as the treatment',
          ),
        );
      }
    });
    if (purposes.length === 0 && noPurpose === undefined) {
      const problem = 'missing, expected why no purpose touches the point yet';
      mistakes.push(mistake(at('noPurpose'), problem, 'add noPurpose, or a purpose'));
    }
    if (purposes.length > 0 && noPurpose !== undefined) {
      const problem = 'expected only where there is no purpose';
      mistakes.push(mistake(at('noPurpose'), problem, 'remove noPurpose'));
    }
    return mistakes;
  });
}
