import type { Frame } from '../../record/frame.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import { longestPurposes } from '../longest-purposes.ts';
import { recordOf } from '../purpose-record.ts';
import { formatDuration } from '../terminal-style.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor } from './anchors.ts';

const ROWS = 10;

/** What the run waited for: its longest purposes, each with the longest silence in it. */
export function longestModel(run: RecordedRun) {
  const real = new Set(run.header.cells.flatMap(({ id, time }) => (time === 'real' ? [id] : [])));
  const together = run.results
    .filter(({ cell }) => real.has(cell))
    .reduce((sum, { durationMs }) => sum + durationMs, 0);
  const whole = run.footer === null ? '' : ` in the ${formatDuration(run.footer.durationMs)} of the run`;
  return {
    lead: `The purposes took ${formatDuration(together)} together${whole}. However many instances of the SUT there are, a run takes at least as long as its longest purpose.`,
    rows: longestPurposes(run, ROWS).map(({ purpose, wait }) => {
      const { frames } = recordOf(run, purpose);
      const end = (frame: Frame | null, otherwise: string) => ({
        frame: frame === null ? '' : String(frame.number),
        label:
          frame === null
            ? otherwise
            : `${frame.direction === 'sent' ? '→' : '←'} ${frames.find(each => each.frame === frame)?.label ?? ''}`,
      });
      return {
        anchor: purposeAnchor(purpose.plan),
        id: purpose.plan.purpose.id,
        title: visibleText(purpose.plan.purpose.title),
        cell: visibleText(purpose.plan.cell, 120),
        took: formatDuration(purpose.result.durationMs),
        silent: formatDuration(wait.durationMs),
        ends: [end(wait.after, 'the beginning'), end(wait.before, 'the end')],
      };
    }),
  };
}
