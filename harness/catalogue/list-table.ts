import type { PurposeDeclaration } from '../verdict/purpose-declaration.ts';
import type { Catalogue } from './catalogue.ts';
import type { ListDocument } from './list.schema.ts';
import { buildList } from './list.ts';
import { type Paint, PLAIN } from './paint.ts';
import { alignColumns } from './text-layout.ts';

type ListedRequirement = ListDocument['requirements'][number];

/** No purpose may be expected: the requirement cannot be tested on that role. */
const NOT_TESTABLE = '–';

/**
 * The text of `touchstone list`, ending in a line feed: per requirement the number of purposes for each role, then the
 * purposes.
 */
export function renderList(
  catalogue: Catalogue,
  purposes: readonly PurposeDeclaration[],
  paint: Paint = PLAIN,
): string {
  const list = buildList(catalogue, purposes);
  const titles = new Map(catalogue.requirements.map(({ id, title }) => [id, title]));
  const [requirementHeading = '', ...requirementRows] = alignColumns(
    [
      ['REQUIREMENT', 'LEVEL', 'CLIENT', 'SERVER', 'BOOTSTRAP', 'TITLE'],
      ...list.requirements.map(requirement => requirementRow(requirement, titles.get(requirement.id) ?? '')),
    ],
    new Set([2, 3, 4]),
  );
  const [purposeHeading = '', ...purposeRows] = alignColumns([
    ['PURPOSE', 'ROLE', 'LEVEL', 'REQUIREMENTS'],
    ...list.purposes.map(({ id, role, level, requirements }) => [id, role, level, requirements.join(' ')]),
  ]);
  return `${[
    paint.strong(requirementHeading),
    ...requirementRows.map((row, index) => (isCovered(list.requirements[index]) ? row : paint.faint(row))),
    '',
    ...(purposeRows.length === 0 ? [] : [paint.strong(purposeHeading), ...purposeRows, '']),
    summary(list),
    paint.faint(`0: uncovered for this role; ${NOT_TESTABLE}: cannot be tested on this role`),
  ].join('\n')}\n`;
}

function requirementRow({ id, level, roles, purposes }: ListedRequirement, title: string): readonly string[] {
  const count = (role: ListedRequirement['roles'][number], ids: readonly string[]): string =>
    ids.length === 0 && !roles.includes(role) ? NOT_TESTABLE : String(ids.length);
  return [
    id,
    level,
    count('client', purposes.client),
    count('server', purposes.server),
    count('bootstrap-server', purposes.bootstrapServer),
    title,
  ];
}

function isCovered(requirement: ListedRequirement | undefined): boolean {
  return requirement !== undefined && Object.values(requirement.purposes).some(ids => ids.length > 0);
}

function summary({ requirements, purposes }: ListDocument): string {
  const covered = requirements.filter(isCovered).length;
  return `${requirements.length} requirements, ${covered} with a purpose, ${requirements.length - covered} uncovered; ${
    purposes.length
  } ${purposes.length === 1 ? 'purpose' : 'purposes'}`;
}
