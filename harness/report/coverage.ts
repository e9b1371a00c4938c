import type { RecordedRun } from '../record/recorded-run.ts';
import type { PurposeDeclaration, Role } from '../verdict/purpose-declaration.ts';
import { type Outcome, outcomesOf, type PurposeOutcome } from './outcome.ts';

/** The part of a catalogue requirement that reports need. */
export interface RequirementSummary {
  readonly id: string;
  readonly title: string;
  /** In our own words. */
  readonly statement: string;
  readonly level: string;
  readonly roles: readonly Role[];
  /** What the technical specification itself lacks for this requirement. */
  readonly gaps: readonly { readonly text: string }[];
}

/**
 * What a run says about one requirement for one role, worst first. `known`: only failures the baseline expects.
 * `uncovered`: the suites have no purpose; `unselected`: none was planned, in a run that was narrowed or did not get there.
 * `gap`: no purpose, because the specification has no mechanism. `absent`: the run has no SUT in that role.
 */
export const COVERAGE_STATES = [
  'failed',
  'inconclusive',
  'known',
  'passed',
  'not-run',
  'uncovered',
  'unselected',
  'gap',
  'absent',
] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

export const COVERAGE_LABELS: Readonly<
  Record<CoverageState, { readonly symbol: string; readonly word: string }>
> = {
  failed: { symbol: '✗', word: 'FAILED' },
  inconclusive: { symbol: '?', word: 'INCONCLUSIVE' },
  known: { symbol: '≈', word: 'KNOWN FAILURE' },
  passed: { symbol: '✓', word: 'PASSED' },
  'not-run': { symbol: '–', word: 'NOT RUN' },
  uncovered: { symbol: '○', word: 'UNCOVERED' },
  unselected: { symbol: '○', word: 'NOT LOOKED AT' },
  gap: { symbol: '⌀', word: 'SPECIFICATION GAP' },
  absent: { symbol: '·', word: 'ROLE NOT UNDER TEST' },
};

export interface RoleCoverage {
  readonly role: Role;
  readonly state: CoverageState;
  /** Every planned purpose about it, over all cells of the role; those not run carry their reason. */
  readonly purposes: readonly PurposeOutcome[];
}

export interface RequirementCoverage {
  readonly requirement: RequirementSummary;
  readonly roles: readonly RoleCoverage[];
  /** Worst over the roles that are under test: passed only when nothing is left open in any of them. */
  readonly state: CoverageState;
}

/** Within a role the purposes that ran decide; over the roles, one that was not looked at is worse than a pass. */
const OVER_ROLES: readonly CoverageState[] = [
  ...([
    'failed',
    'inconclusive',
    'known',
    'not-run',
    'uncovered',
    'unselected',
    'passed',
    'gap',
    'absent',
  ] as const),
];

/**
 * Catalogue × run: one entry for every requirement, one state for every role that it binds (or that a purpose judges).
 * Pure; requirements that only the run names are added at the end, so that nothing that was run is lost.
 */
export function coverageOf(
  requirements: readonly RequirementSummary[],
  run: RecordedRun,
): readonly RequirementCoverage[] {
  const purposes = outcomesOf(run).flatMap(cell => cell.purposes);
  const rolesUnderTest = new Set(run.header.cells.map(cell => cell.sut.role));
  const plannedFor = run.header.partial ? new Set() : new Set(purposes.map(({ plan }) => plan.purpose.role));
  const known = new Set(requirements.map(({ id }) => id));
  const foreign = new Set(purposes.flatMap(({ plan }) => idsOf(plan.purpose)).filter(id => !known.has(id)));

  return [...requirements, ...[...foreign].map(unlisted)].map(requirement => {
    const about = purposes.filter(({ plan }) => idsOf(plan.purpose).includes(requirement.id));
    const roles = [...new Set([...requirement.roles, ...about.map(({ plan }) => plan.purpose.role)])];
    const perRole = roles.map((role): RoleCoverage => {
      const ofRole = about.filter(({ plan }) => plan.purpose.role === role);
      if (!rolesUnderTest.has(role)) return { role, purposes: ofRole, state: 'absent' };
      return { role, purposes: ofRole, state: stateOf(requirement, ofRole, plannedFor.has(role)) };
    });
    return { requirement, roles: perRole, state: overall(perRole) };
  });
}

/** How many requirements are in each state. */
export function countCoverage(
  coverage: readonly RequirementCoverage[],
): Readonly<Record<CoverageState, number>> {
  const counts = Object.fromEntries(COVERAGE_STATES.map(state => [state, 0])) as Record<
    CoverageState,
    number
  >;
  for (const { state } of coverage) counts[state]++;
  return counts;
}

function stateOf(
  requirement: RequirementSummary,
  purposes: readonly PurposeOutcome[],
  isPlannedWhole: boolean,
): CoverageState {
  if (purposes.length === 0 && requirement.gaps.length > 0) return 'gap';
  if (purposes.length === 0) return isPlannedWhole ? 'uncovered' : 'unselected';
  const state = worstState(purposes.map(({ outcome }) => STATE_OF_OUTCOME[outcome]));
  const others = purposes.filter(({ plan }) => !ABOUT_A_CLAIM.test(plan.purpose.id));
  // A SUT that truly says that it has none of it does not do what is required.
  const isClaimOnly = others.every(({ outcome }) => outcome === 'not-run');
  return state === 'passed' && isClaimOnly ? 'not-run' : state;
}

/** Purposes that hold the ICS to what the wire shows; they say whether a claim is true, not what the SUT can do. */
const ABOUT_A_CLAIM = /-as-declared$/;

/** An error is the harness's own: about the SUT nothing is known. */
const STATE_OF_OUTCOME: Readonly<Record<Outcome, CoverageState>> = {
  failed: 'failed',
  error: 'inconclusive',
  inconclusive: 'inconclusive',
  known: 'known',
  passed: 'passed',
  'not-run': 'not-run',
};

function worstState(states: readonly CoverageState[]): CoverageState {
  return COVERAGE_STATES.find(state => states.includes(state)) ?? 'absent';
}

function overall(roles: readonly RoleCoverage[]): CoverageState {
  return OVER_ROLES.find(state => roles.some(role => role.state === state)) ?? 'absent';
}

function idsOf(purpose: PurposeDeclaration): readonly string[] {
  return purpose.requirements;
}

function unlisted(id: string): RequirementSummary {
  return { id, title: 'not in the catalogue', statement: '', level: 'must', roles: [], gaps: [] };
}
