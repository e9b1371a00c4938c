import { embeddedPort } from '../cell/embedded-port.ts';
import type { Subject } from '../mutant/mutant.ts';
import type { CellEmission } from '../purpose/cell-port.ts';
import { type DeclaredPurpose, declaredPurposes } from '../purpose/declare.ts';
import { runPurpose, unjudged } from '../purpose/run-purpose.ts';
import type { ResultEvent } from '../record/events.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import type { Ics } from '../verdict/ics.ts';
import { evaluateIcs } from '../verdict/ics-expression.ts';
import type { PurposeId } from '../verdict/ids.ts';
import { conditionOf, versionsOf } from '../verdict/purpose-condition.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** What is to be tried. */
export interface TrialOrder {
  /** Id of a mutant or variant. */
  readonly subject: string;
  /** Null: every purpose of its role. */
  readonly only: readonly PurposeId[] | null;
}

export type FailedCheck = Pick<CheckResult, 'id' | 'level' | 'expected' | 'received'> & {
  readonly reason: ReasonCode;
};

/** What one purpose said of one mutant or variant. */
export interface Tried {
  readonly purpose: PurposeId;
  readonly verdict: Verdict;
  readonly reason: ReasonCode | null;
  readonly message: string | null;
  readonly failed: readonly FailedCheck[];
  /** Ids of all checks that were judged: what is only recorded cannot fail. */
  readonly checks: readonly CheckResult['id'][];
  /** Rules between messages that it broke, by code. */
  readonly findings: readonly string[];
}

/** What all purposes of its role said of one mutant or variant. */
export interface Trial {
  readonly subject: string;
  readonly tried: readonly Tried[];
  /** Milliseconds of real time. */
  readonly durationMs: number;
}

export interface TrialWatch {
  /** Milliseconds of real time; by default those of this process. */
  readonly now?: () => number;
  /** Called after every purpose. */
  readonly onPurpose?: (purpose: PurposeId) => void;
}

/** Tries purposes on a mutant or variant in virtual time, twins before what depends on them. */
export async function tryOn(
  subject: Subject,
  purposes: readonly DeclaredPurpose[],
  { now = () => performance.now(), onPurpose }: TrialWatch = {},
): Promise<Trial> {
  const started = now();
  const tried: Tried[] = [];
  for (const purpose of purposes) {
    const twin = tried.find(other => other.purpose === purpose.twin);
    tried.push(reduced(await judged(subject, purpose, twin?.verdict)));
    onPurpose?.(purpose.id);
  }
  return { subject: subject.id, tried, durationMs: Math.round(now() - started) };
}

/**
 * Purposes of a role with their twins, and the twins of those, in the order of their declaration; `only` narrows them. A subject
 * with a version, a security or an ICS of its own is asked what can be asked with that.
 */
export function purposesFor(
  subject: Subject,
  only: ReadonlySet<PurposeId> | null,
): readonly DeclaredPurpose[] {
  const { role, settings } = subject.variation;
  const own = declaredPurposes().filter(
    purpose =>
      purpose.role === role &&
      (settings?.lwm2m === undefined || versionsOf(purpose).includes(settings.lwm2m)) &&
      (settings?.cellSecurity === undefined || (purpose.security?.includes(settings.cellSecurity) ?? true)) &&
      !isExcludedBy(settings?.ics ?? {}, purpose),
  );
  if (only === null) return own;
  const needed = new Set(only);
  // A twin is declared before the purpose that names it.
  for (const { id, twin } of own.toReversed()) if (needed.has(id) && twin !== null) needed.add(twin);
  return own.filter(({ id }) => needed.has(id));
}

/** Whether what it is said not to do is what the purpose is about. */
function isExcludedBy(ics: Ics, { id, when }: DeclaredPurpose): boolean {
  return when !== null && evaluateIcs(conditionOf(id, when), ics) === false;
}

function judged(
  subject: Subject,
  purpose: DeclaredPurpose,
  twin: Verdict | undefined,
): Promise<ResultEvent> | ResultEvent {
  const { settings } = subject.variation;
  const usual = embeddedPort(
    purpose.role,
    settings?.lwm2m ?? versionsOf(purpose)[0],
    settings?.cellSecurity ?? purpose.security?.[0],
  );
  const port = {
    ...usual,
    description: { ...usual.description, ics: { ...usual.description.ics, ...settings?.ics } },
    sut: async () => ({ kind: 'in-process', variation: subject.variation }) as const,
    emit: (_: CellEmission) => {},
  };
  return twin === undefined || twin === 'pass' ? runPurpose(purpose, port) : unjudged(purpose, port);
}

function reduced({ purpose, verdict, reason, message, checks, findings = [] }: ResultEvent): Tried {
  const failed = checks.flatMap(({ id, level, outcome, expected, received, reason: why }) =>
    outcome === 'fail' && why !== null ? [{ id, level, expected, received, reason: why }] : [],
  );
  return {
    ...{ purpose, verdict, reason, message, failed },
    checks: checks.filter(({ outcome }) => outcome !== 'recorded').map(({ id }) => id),
    findings: findings.filter(({ level }) => level === 'must').map(({ code }) => code),
  };
}
