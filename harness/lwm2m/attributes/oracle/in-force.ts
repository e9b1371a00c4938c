import type { PathDepth } from '../../path.ts';
import { type AttributeChanges, applyAttributes, type NotificationAttributes } from '../attributes.ts';
import type { Lwm2mVersion } from '../lwm2m-version.ts';
import type { Reading } from './reading.ts';

/** What is written, by level, from one moment on. */
export interface Epoch {
  readonly from: number;
  /** Index 0: object … 3: resource instance. */
  readonly levels: readonly NotificationAttributes[];
}

export interface DatedChanges {
  readonly at: number;
  readonly depth: PathDepth;
  readonly changes: AttributeChanges;
}

/** What one reading makes of an epoch. Periods in milliseconds; null: no pmax. */
export interface Terms {
  readonly from: number;
  readonly pmin: number;
  readonly pmax: number | null;
  /** gt, lt, st and edge. */
  readonly conditions: NotificationAttributes;
}

export interface TermsContext {
  readonly version: Lwm2mVersion;
  readonly observedDepth: PathDepth;
  readonly resourceDepth: PathDepth;
  readonly defaults: { readonly pmin?: number; readonly pmax?: number };
  readonly observeAttributes: NotificationAttributes;
}

/** The epochs that writes in order of time make; the first one has no beginning. */
export function epochsOf(writes: readonly DatedChanges[]): Epoch[] {
  const epochs: Epoch[] = [{ from: Number.NEGATIVE_INFINITY, levels: [{}, {}, {}, {}] }];
  for (const { at, depth, changes } of writes) {
    const before = epochs.at(-1)?.levels ?? [];
    const levels = before.map((set, index) => (index === depth - 1 ? applyAttributes(set, changes) : set));
    epochs.push({ from: at, levels });
  }
  return epochs;
}

export function termsOf(context: TermsContext, reading: Reading, { from, levels }: Epoch): Terms {
  const depth = reading['level-below'] === 'honoured' ? context.resourceDepth : context.observedDepth;
  // Nearest first, so that a pmax that does not count can give way to the one behind it.
  const chain = [context.observeAttributes, ...levels.slice(0, depth).reverse()];
  const nearest = Object.assign({}, ...[...chain].reverse()) as NotificationAttributes;
  const pmin = nearest.pmin ?? context.defaults.pmin ?? 0;
  const candidates = [...chain.map(({ pmax }) => pmax), context.defaults.pmax].filter(
    pmax => pmax !== undefined,
  );
  const considered = reading['ignored-pmax'] === 'none' ? candidates.slice(0, 1) : candidates;
  const pmax = considered.find(candidate => counts(candidate, pmin, reading)) ?? null;
  const { gt, lt, st, edge } = depth < 3 ? {} : nearest;
  return {
    from,
    pmin: pmin * 1000,
    pmax: pmax === null ? null : pmax * 1000,
    conditions: {
      ...(gt === undefined ? {} : { gt }),
      ...(lt === undefined ? {} : { lt }),
      ...(st === undefined ? {} : { st }),
      ...(edge === undefined ? {} : { edge }),
    },
  };
}

/** Rules `pmax-ignored` and `equal-periods`. */
function counts(pmax: number, pmin: number, reading: Reading): boolean {
  if (pmax === 0) return false;
  return reading['equal-periods'] === 'counts' ? pmax >= pmin : pmax > pmin;
}
