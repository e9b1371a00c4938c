import type { Role } from '../../verdict/purpose-declaration.ts';
import type { RequirementSummary } from '../coverage.ts';

export function requirement(id: string, rest: Partial<RequirementSummary> = {}): RequirementSummary {
  const roles: readonly Role[] = ['client', 'server'];
  return {
    id,
    title: `Title of ${id}`,
    statement: `What ${id} asks for.`,
    level: 'must',
    roles,
    gaps: [],
    ...rest,
  };
}

/** The requirements that the sample run touches, one that nothing tests and one that the specification lacks. */
export const SAMPLE_REQUIREMENTS: readonly RequirementSummary[] = [
  ...['001', '002', '003', '013', '016', '017', '018', '019', '027', '032', '034', '036'].map(n =>
    requirement(`HLF-${n}`),
  ),
  requirement('HLF-005'),
  requirement('HLF-041', { gaps: [{ text: 'no timer for a prohibited network' }] }),
];
