import { ExitCode } from '../../errors/touchstone-error.ts';
import type { MutantRow, QualificationDocument } from '../../qualify/qualification.schema.ts';
import type { RequirementSummary } from '../coverage.ts';
import { formatDuration } from '../terminal-style.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor, subjectAnchor } from './anchors.ts';
import { FATES } from './fates.ts';
import { mutantModel, purposeModel, requirementModel, variantModel } from './row-models.ts';
import { type Trouble, troublesOf } from './troubles.ts';
import { verdictOf } from './verdict.ts';

/** A list with more things than this is folded. */
const LONG = 20;

/** Everything that the templates print; they hold no logic beyond loops. Templates escape, this model makes printable. */
export function pageModel(
  document: QualificationDocument,
  requirements: readonly RequirementSummary[],
  report: string | null,
) {
  const { mutantRows, purposeRows, variantRows, requirementRows, partial, qualified } = document;
  const judged = new Set<string>(purposeRows.map(({ id }) => id));
  const catalogue = new Map(requirements.map(requirement => [requirement.id, requirement]));
  const troubles = troublesOf(document);
  return {
    report: report ?? '',
    tool: visibleText(`${document.tool.name} ${document.tool.version}`, 80),
    verdict: verdictOf(document),
    exitCode: qualified ? ExitCode.ok : ExitCode.harnessBug,
    partial,
    bar: barOf(mutantRows),
    troubles: troubles.map(troubleModel),
    troubleCount: troubles.reduce((sum, { count }) => sum + count, 0),
    mutants: mutantRows.map(row => mutantModel(row, judged)),
    filters: {
      fates: (Object.keys(FATES) as MutantRow['fate'][])
        .filter(fate => mutantRows.some(row => row.fate === fate))
        .map(fate => ({ value: fate, text: FATES[fate].word.toLowerCase() })),
      roles: [...new Set(mutantRows.map(({ role }) => role))].sort(),
      requirements: [...new Set(mutantRows.map(({ requirement }) => requirement))].sort(),
    },
    requirements: requirementRows.map(row => requirementModel(row, catalogue.get(row.id))),
    purposes: purposeRows.map(purposeModel),
    variants: variantRows.map(row => variantModel(row, judged)),
    provenance: provenanceOf(document),
  };
}

function barOf(mutants: readonly MutantRow[]) {
  return (Object.keys(FATES) as MutantRow['fate'][]).flatMap(fate => {
    const count = mutants.filter(row => row.fate === fate).length;
    const { outcome, symbol, words } = FATES[fate];
    return count === 0
      ? []
      : [{ outcome, symbol, word: words, count, share: ((100 * count) / mutants.length).toFixed(2) }];
  });
}

function troubleModel({ name, title, meaning, count, items }: Trouble) {
  return {
    name,
    title,
    meaning,
    count,
    isLong: items.length > LONG,
    items: items.map(({ about, text, details }) => ({
      id: about?.id ?? '',
      anchor:
        about === null ? '' : about.kind === 'purpose' ? purposeAnchor(about.id) : subjectAnchor(about.id),
      text,
      details,
    })),
  };
}

function provenanceOf({
  tool,
  startedAt,
  durationMs,
  only,
}: QualificationDocument): readonly (readonly [name: string, value: string])[] {
  const rows: readonly (readonly [string, string])[] = [
    ['Tool', `${tool.name} ${tool.version}, Node ${tool.node}, ${tool.platform}`],
    ['Started', startedAt],
    ['Took', `${formatDuration(durationMs)}; the trials themselves in virtual time`],
    ['Selection', only.length === 0 ? 'complete' : `narrowed by the user: --only ${only.join(' ')}`],
  ];
  return rows.map(([name, value]) => [name, visibleText(value, 1000)]);
}
