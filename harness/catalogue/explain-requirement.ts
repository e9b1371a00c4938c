import type { PurposeDeclaration, Role } from '../verdict/purpose-declaration.ts';
import type { Requirement } from './catalogue.ts';
import { errataOfRequirementLines } from './errata/errata-lines.ts';
import type { Erratum } from './errata/erratum.ts';
import { type Paint, PLAIN } from './paint.ts';
import { alignColumns, wrapText } from './text-layout.ts';

const ROLES: readonly Role[] = ['client', 'server', 'bootstrap-server'];

const VERDICTS: Readonly<Record<Requirement['verdictInSpec'], string>> = {
  full: 'met in full by what is mandatory',
  optional: 'met by what is optional for the client',
  partial: 'met in part',
  none: 'not met',
};

/** What a requirement asks, what realises it, which purposes test it, what the specification lacks, and its errata. */
export function explainRequirement(
  requirement: Requirement,
  purposes: readonly PurposeDeclaration[],
  errata: readonly Erratum[],
  paint: Paint = PLAIN,
): string {
  const { id, title, level, group, source, statement, verdictInSpec } = requirement;
  const sections = [
    [`${paint.strong(id)}  ${paint.strong(title)}`, paint.faint(`${level} · ${group} · ${source}`)],
    [wrapText(statement)],
    [`${paint.strong('Testable on')}  ${requirement.roles.join(', ')}`],
    [paint.strong('Realised by'), ...mechanisms(requirement)],
    [`${paint.strong('In LwM2M 1.0')}  ${VERDICTS[verdictInSpec]}`],
    gaps(requirement, paint),
    [paint.strong('Tested by'), ...coverage(requirement, purposes, paint)],
    ets(requirement, paint),
    errataOfRequirementLines(errata, id, paint),
  ];
  return sections
    .filter(lines => lines.length > 0)
    .map(lines => `${lines.join('\n')}\n`)
    .join('\n');
}

function mechanisms(requirement: Requirement): readonly string[] {
  const names = alignColumns(requirement.mechanisms.map(({ lwm2m, path }) => [lwm2m, path ?? '']));
  const width = Math.max(...names.map(name => name.length));
  return requirement.mechanisms.map(({ what, outsideCore }, index) =>
    wrapText(
      outsideCore === true ? `${what} (published apart from the core)` : what,
      `  ${(names[index] ?? '').padEnd(width)}  `,
    ),
  );
}

function gaps(requirement: Requirement, paint: Paint): readonly string[] {
  if (requirement.gaps.length === 0) return [];
  const heading = requirement.gaps.length === 1 ? 'Specification gap' : 'Specification gaps';
  return [
    `${paint.strong(heading)}  ${paint.faint('not a failure of the SUT')}`,
    ...requirement.gaps.flatMap(({ text, closedIn, basis }) => [
      wrapText(text, '  '),
      paint.faint(
        `  closed in: ${closedIn === null ? 'no version' : `LwM2M ${closedIn}`} · basis: ${
          basis === 'stated'
            ? 'stated by the specification'
            : 'no mechanism found, to be confirmed in TS 1.0.2'
        }`,
      ),
    ]),
  ];
}

function coverage(
  requirement: Requirement,
  purposes: readonly PurposeDeclaration[],
  paint: Paint,
): readonly string[] {
  const testing = purposes.filter(purpose => purpose.requirements.includes(requirement.id));
  const roles = ROLES.filter(
    role => requirement.roles.includes(role) || testing.some(purpose => purpose.role === role),
  );
  return roles.flatMap(role => {
    const ofRole = testing
      .filter(purpose => purpose.role === role)
      .sort((a, b) => a.id.localeCompare(b.id, 'en'));
    if (ofRole.length === 0) return [`  ${role}: ${paint.warn('uncovered')}`];
    return [
      `  ${role}:`,
      ...alignColumns(ofRole.map(({ id, level, title }) => [id, level, title])).map(line => `    ${line}`),
    ];
  });
}

function ets(requirement: Requirement, paint: Paint): readonly string[] {
  const titleOnly = requirement.etsTitleOnly ?? [];
  if (requirement.ets.length === 0 && titleOnly.length === 0) {
    return [`${paint.strong('OMA ETS')}  ${paint.faint('no test')}`];
  }
  return [
    paint.strong('OMA ETS'),
    ...(requirement.ets.length === 0 ? [] : [wrapText(requirement.ets.join(' '), '  ')]),
    ...(titleOnly.length === 0 ? [] : [wrapText(`a title without a test: ${titleOnly.join(' ')}`, '  ')]),
  ];
}
