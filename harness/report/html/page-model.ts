import type { Erratum } from '../../catalogue/errata/erratum.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import { attentionOf } from '../attention.ts';
import {
  COVERAGE_LABELS,
  COVERAGE_STATES,
  countCoverage,
  coverageOf,
  type RequirementSummary,
} from '../coverage.ts';
import { APPLICABILITY_WORDS, countOutcomes, OUTCOME_LABELS, type Outcome, outcomesOf } from '../outcome.ts';
import { formatDuration } from '../terminal-style.ts';
import { errataInRun } from '../touched-errata.ts';
import { COUNTED, verdictOf } from '../verdict-sentence.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor } from './anchors.ts';
import { errataByTopic } from './errata-model.ts';
import { icsModel } from './ics-model.ts';
import { longestModel } from './longest-model.ts';
import { cardOf, purposeModel } from './purpose-model.ts';
import { marksOf, NO_MARKS } from './requirement-marks.ts';

/** What is known beside the record of the run. */
export interface ReportExtras {
  /** Address of the page that shows how the purposes were proven, where there is one. */
  readonly qualification?: string;
  /** The keys of the ICS in their order, with what each asks. */
  readonly ics?: readonly { readonly key: string; readonly statement: string }[];
  /** The mutants that a purpose must catch, by purpose. */
  readonly mutants?: ReadonlyMap<string, readonly { readonly id: string }[]>;
}

const NO_MUTANTS: NonNullable<ReportExtras['mutants']> = new Map();

/** Everything that the templates print; they hold no logic beyond loops. Templates escape, this model makes printable. */
export type PageModel = ReturnType<typeof pageModel>;

export function pageModel(
  run: RecordedRun,
  requirements: readonly RequirementSummary[],
  errata: readonly Erratum[],
  { qualification = '', mutants = NO_MUTANTS, ics = [] }: ReportExtras,
) {
  const cells = outcomesOf(run);
  const purposes = cells.flatMap(cell => cell.purposes);
  const coverage = coverageOf(requirements, run);
  const coverageCounts = countCoverage(coverage);
  const titles = new Map(coverage.map(({ requirement }) => [requirement.id, requirement]));
  const roles = [...new Set(run.header.cells.map(cell => cell.sut.role))];
  return {
    runId: visibleText(run.header.runId),
    qualification,
    // A SUT has a cell for each version and security.
    suts: [
      ...new Set(
        run.header.cells.map(({ sut }) => visibleText(`${sut.vendor} ${sut.name} ${sut.version}`, 120)),
      ),
    ],
    verdict: verdictOf(run),
    partial: run.header.partial,
    bar: barOf(countOutcomes(purposes), purposes.length),
    cells: cells.map(({ cell, purposes: ofCell }) => ({
      id: visibleText(cell.description.id, 120),
      sut: visibleText(
        `${cell.description.sut.vendor} ${cell.description.sut.name} ${cell.description.sut.version}`,
        160,
      ),
      role: cell.description.sut.role,
      axes: `${cell.description.security} · ${cell.description.transport} · LwM2M ${cell.description.lwm2m} · ${cell.description.time} time`,
      outcome: cell.ended?.outcome ?? 'not finished',
      counts: COUNTED.map(([outcome]) => ({ outcome, count: countOutcomes(ofCell)[outcome] })),
    })),
    attention: attentionOf(run).map(item => cardOf(run, item, errata)),
    diagnostics: run.diagnostics.map(({ code, message, hint, cell }) => ({
      code: visibleText(code, 120),
      lines: message.split('\n').map(line => visibleText(line)),
      hint: visibleText(hint),
      cell: cell === null ? '' : visibleText(cell, 120),
    })),
    stale: run.stale.map(({ subject, reason, file, line }) => ({
      subject: visibleText(subject),
      reason: visibleText(reason),
      where: visibleText(`${file}:${line}`),
    })),
    coverageCounts: COVERAGE_STATES.filter(state => coverageCounts[state] > 0).map(state => ({
      state,
      ...COVERAGE_LABELS[state],
      count: coverageCounts[state],
    })),
    roles,
    requirements: coverage.map(({ requirement, roles: perRole, state }) => ({
      id: requirement.id,
      title: requirement.title,
      statement: requirement.statement,
      level: requirement.level,
      gaps: requirement.gaps.map(gap => gap.text),
      state,
      symbol: COVERAGE_LABELS[state].symbol,
      word: COVERAGE_LABELS[state].word.toLowerCase(),
      attention: !QUIET_STATES.has(state),
      cells: roles.map(role => {
        const found = perRole.find(entry => entry.role === role);
        if (found === undefined)
          return { state: 'absent' as const, symbol: '', word: 'does not bind this role', ...NO_MARKS };
        return {
          state: found.state,
          ...COVERAGE_LABELS[found.state],
          ...marksOf(found.purposes),
        };
      }),
    })),
    purposes: cells.map(({ cell, purposes: ofCell }) => ({
      cell: visibleText(cell.description.id, 120),
      purposes: ofCell
        .filter(({ outcome, missing }) => outcome !== 'not-run' || missing)
        .map(purpose =>
          purposeModel(purpose, {
            run,
            requirements: titles,
            errata,
            mutants: (mutants.get(purpose.plan.purpose.id) ?? []).map(({ id }) => id),
          }),
        ),
    })),
    notRun: purposes
      .filter(({ outcome, missing }) => outcome === 'not-run' && !missing)
      .map(({ plan, result, why }) => ({
        anchor: purposeAnchor(plan),
        id: plan.purpose.id,
        title: visibleText(plan.purpose.title),
        cell: visibleText(plan.cell, 120),
        requirements: plan.purpose.requirements,
        level: plan.purpose.level,
        word: APPLICABILITY_WORDS[result?.applicability ?? plan.applicability],
        why: visibleText(why),
        condition: plan.purpose.when ?? '',
      })),
    longest: longestModel(run),
    ics: icsModel(run, ics),
    errata: errataByTopic(errataInRun(errata, run)),
    provenance: provenanceOf(run),
  };
}

/** What the suite or the specification lacks is not for the owner of the SUT to mend. */
const QUIET_STATES: ReadonlySet<string> = new Set(['passed', 'uncovered', 'unselected', 'gap', 'absent']);

function barOf(counts: Readonly<Record<Outcome, number>>, total: number) {
  return COUNTED.filter(([outcome]) => counts[outcome] > 0).map(([outcome, word]) => ({
    outcome,
    word,
    symbol: OUTCOME_LABELS[outcome].symbol,
    count: counts[outcome],
    share: ((100 * counts[outcome]) / total).toFixed(2),
  }));
}

function provenanceOf(run: RecordedRun): readonly (readonly [name: string, value: string])[] {
  const { tool, startedAt, seed, planHash, command, partial } = run.header;
  const products = run.cells.flatMap(({ description, started }) =>
    started === null
      ? []
      : [
          `${description.id}: ${started.product === null ? 'no control' : `${started.product.name} ${started.product.version}`}; verbs ${started.verbs.join(', ') || 'none'}`,
        ],
  );
  const objectFiles = new Set(
    run.header.cells.flatMap(cell =>
      (cell.objectFiles ?? []).map(
        ({ path, sha256, objects }) => `${path} (objects ${objects.join(', ')}; SHA-256 ${sha256})`,
      ),
    ),
  );
  const rows: readonly (readonly [string, string])[] = [
    ['Tool', `${tool.name} ${tool.version}, Node ${tool.node}, ${tool.platform}`],
    ['Started', startedAt],
    [
      'Took',
      run.footer === null ? 'unknown: the record is truncated' : formatDuration(run.footer.durationMs),
    ],
    ['Command', command.join(' ')],
    ['Seed', String(seed)],
    ['Plan hash', planHash],
    ['Selection', partial ? 'narrowed by the user: not a complete run' : 'complete'],
    ...[...objectFiles].map((file): readonly [string, string] => ['Object file', file]),
    ...products.map((product): readonly [string, string] => ['What the SUT says it is', product]),
  ];
  return rows.map(([name, value]) => [name, visibleText(value, 1000)]);
}
