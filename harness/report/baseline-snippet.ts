import type { CellDescription, PlanEvent, ResultEvent } from '../record/events.ts';
import type { RecordedRun } from '../record/recorded-run.ts';
import { outcomesOf } from './outcome.ts';
import { visibleText } from './visible-text.ts';

/** One thing that a run found and no baseline knows. */
interface Finding {
  readonly subject: string;
  readonly expect: 'fail' | 'inconclusive' | 'skip';
  readonly reason: string;
  readonly clause: string;
  readonly seen: string;
  readonly cell: CellDescription;
}

const SEEN_LENGTH = 160;

/**
 * Entries for everything that a run did not expect, as lines of YAML to copy into a `baseline.yaml`, by SUT; none where
 * nothing is unexpected. What is an error of the harness has none: it is never known. Pure.
 */
export function baselineSnippets(run: RecordedRun): readonly string[] {
  const names = [...new Set(run.header.cells.map(({ sut }) => sut.name))];
  return names.flatMap(name => {
    const cells = outcomesOf(run).filter(({ cell }) => cell.description.sut.name === name);
    const found = cells.flatMap(({ cell, purposes }) =>
      purposes.flatMap(({ plan, result }) =>
        result === null ? [] : unexpectedIn(plan, result, cell.description),
      ),
    );
    if (found.length === 0) return [];
    const entries = Map.groupBy(found, ({ subject, reason }) => `${subject} ${reason}`);
    const asked = (purpose: string) =>
      cells.flatMap(({ cell, purposes }) =>
        purposes.some(({ plan, result }) => plan.purpose.id === purpose && result !== null)
          ? [cell.description]
          : [],
      );
    return [
      `# ${visibleText(name, 80)}: what is not expected yet. Mend it, or keep the entry and say in its note why it is known.`,
      'schema: touchstone/baseline@1',
      'entries:',
      ...[...entries.values()].flatMap(same => linesOf(same, asked(purposeOf(same)))),
    ];
  });
}

function unexpectedIn({ purpose }: PlanEvent, result: ResultEvent, cell: CellDescription): Finding[] {
  const about = { cell, clause: purpose.clause };
  const checks = result.checks
    .filter(({ outcome, disposition }) => outcome === 'fail' && disposition !== 'expected')
    .map(({ id, reason, expected, received }): Finding => {
      const seen = `Expected ${visibleText(expected, SEEN_LENGTH)}. Seen: ${visibleText(received, SEEN_LENGTH)}.`;
      return { ...about, subject: `check: ${id}`, expect: 'fail', reason: reason ?? '', seen };
    });
  const whole = (expect: Finding['expect'], reason: string): Finding => {
    return {
      ...about,
      ...{ subject: `purpose: ${purpose.id}`, expect, reason },
      seen: `Seen: ${visibleText(result.message ?? reason, 2 * SEEN_LENGTH)}.`,
    };
  };
  const isKnown = result.disposition === 'expected';
  const { verdict, reason } = result;
  // An error is never known, and a check says by itself why it failed.
  if (isKnown || reason === null || (verdict !== 'inconclusive' && verdict !== 'fail')) return checks;
  return [...checks, whole(verdict === 'fail' && reason === 'sut.died' ? 'fail' : 'inconclusive', reason)];
}

function purposeOf([first]: readonly Finding[]): string {
  return /: ([^/]*)/.exec(first?.subject ?? '')?.[1] ?? '';
}

/** One entry; what is not so in every cell where it was asked says in which it is. */
function linesOf(same: readonly Finding[], asked: readonly CellDescription[]): readonly string[] {
  const [first] = same;
  if (first === undefined) return [];
  const cells = same.map(({ cell }) => cell);
  const others = asked.filter(({ id }) => cells.every(cell => cell.id !== id));
  const versions = new Set(cells.map(({ lwm2m }) => lwm2m));
  const securities = new Set(cells.map(({ security }) => security));
  const isOfVersion = versions.size === 1 && others.some(({ lwm2m }) => !versions.has(lwm2m));
  const isOfSecurity = others.some(({ security }) => !securities.has(security));
  return [
    `  - ${first.subject}`,
    `    expect: ${first.expect}`,
    `    reason: ${first.reason}`,
    ...(isOfVersion ? [`    lwm2m: "${[...versions].join()}"`] : []),
    ...(isOfSecurity ? [`    security: [${[...securities].join(', ')}]`] : []),
    // What JSON writes is a text of YAML, too.
    `    clause: ${JSON.stringify(visibleText(first.clause))}`,
    `    note: ${JSON.stringify(first.seen)}`,
  ];
}
