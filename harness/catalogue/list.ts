import type { PurposeDeclaration, Role } from '../verdict/purpose-declaration.ts';
import type { Catalogue, Requirement } from './catalogue.ts';
import type { ListDocument } from './list.schema.ts';

/** What `touchstone list --json` prints: requirements in the catalogue's order, purposes by id. */
export function buildList(catalogue: Catalogue, purposes: readonly PurposeDeclaration[]): ListDocument {
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
    })),
  };
}

function purposesOf({ id }: Requirement, role: Role, purposes: readonly PurposeDeclaration[]) {
  return purposes
    .filter(purpose => purpose.role === role && purpose.requirements.includes(id))
    .map(purpose => purpose.id);
}
