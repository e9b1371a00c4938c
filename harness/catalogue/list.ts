import { mutantsByPurpose } from '../mutant/expected-catches.ts';
import type { Subject } from '../mutant/mutant.ts';
import type { PurposeDeclaration, Role } from '../verdict/purpose-declaration.ts';
import type { Catalogue, Requirement } from './catalogue.ts';
import { type Erratum, issueInFull, placesOf } from './errata/erratum.ts';
import { errataOfPurpose, isHeldToOpenPoint } from './errata/touched-purposes.ts';
import type { ListDocument } from './list.schema.ts';

/** What `touchstone list --json` prints: requirements and errata in the catalogue's order, everything else by id. */
export function buildList(
  catalogue: Catalogue,
  purposes: readonly PurposeDeclaration[],
  subjects: readonly Subject[] = [],
): ListDocument {
  const mutants = mutantsByPurpose(subjects);
  const ordered = [...purposes].sort((a, b) => a.id.localeCompare(b.id, 'en'));
  return {
    requirements: catalogue.requirements.map(requirement => ({
      id: requirement.id,
      statement: requirement.statement,
      level: requirement.level,
      roles: [...requirement.roles],
      gaps: requirement.gaps.map(({ text }) => text),
      purposes: {
        client: purposesOf(requirement, 'client', ordered),
        server: purposesOf(requirement, 'server', ordered),
        bootstrapServer: purposesOf(requirement, 'bootstrap-server', ordered),
      },
    })),
    purposes: ordered.map(({ id, role, level, requirements, ets, twin, revision }) => ({
      id,
      role,
      level,
      requirements: [...new Set(requirements)],
      ets: [...ets],
      twin,
      revision,
      mutants: (mutants.get(id) ?? []).map(mutant => mutant.id),
    })),
    mutants: subjects
      .filter(subject => subject.kind === 'mutant')
      .map(({ id, variation, defect, requirement, source = null, kills, hooks }) => ({
        ...{ id, role: variation.role, defect, requirement, source },
        kills: Object.entries(kills).map(([check, reason]) => ({ check, reason })),
        hooks: [...hooks],
      })),
    variants: subjects
      .filter(subject => subject.kind === 'variant')
      .map(({ id, variation, difference, clause, advice = {}, undecided = {}, hooks }) => ({
        ...{ id, role: variation.role, difference, clause },
        advice: Object.entries(advice).map(([check, reason]) => ({ check, reason })),
        undecided: Object.entries(undecided).map(([purpose, why]) => ({ purpose, why })),
        hooks: [...hooks],
      })),
    errata: catalogue.errata.map(erratum => listedErratum(erratum, ordered)),
  };
}

function listedErratum(
  erratum: Erratum,
  purposes: readonly PurposeDeclaration[],
): ListDocument['errata'][number] {
  const { id, topic, kind, title, where, reading, certainty, upstream, requirements } = erratum;
  const touched = purposes.flatMap(purpose =>
    errataOfPurpose([erratum], purpose.id).map(found => ({ purpose, found })),
  );
  return {
    id,
    topic,
    kind,
    title,
    where: where.map(place => placesOf({ where: [place] })),
    reading,
    certainty,
    upstream: upstream.map(issueInFull),
    requirements: [...requirements],
    purposes: touched.map(({ purpose }) => purpose.id),
    heldToOpenPoint: touched
      .filter(({ purpose, found }) => isHeldToOpenPoint(found, purpose))
      .map(({ purpose }) => purpose.id),
  };
}

function purposesOf({ id }: Requirement, role: Role, purposes: readonly PurposeDeclaration[]) {
  return purposes
    .filter(purpose => purpose.role === role && purpose.requirements.includes(id))
    .map(purpose => purpose.id);
}
