import type { CapabilityEvent, CellDescription } from '../../record/events.ts';
import type { RecordedRun } from '../../record/recorded-run.ts';
import { claimed, type Ics, type IcsKey, type Tri } from '../../verdict/ics.ts';

/** How what is declared of a capability, and what the wire showed of it, stand to each other; what needs attention first. */
export const STANDINGS = ['contradicted', 'mixed', 'filled', 'confirmed', 'not-shown'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface ObservedCapability {
  readonly key: string;
  readonly declared: Tri;
  /** Null: the wire showed nothing; `mixed`: it showed both. */
  readonly observed: boolean | 'mixed' | null;
  readonly standing: Standing;
  /** How often each was shown. */
  readonly times: { readonly true: number; readonly false: number };
  /** One of each kind for each purpose of each cell, in order. */
  readonly sightings: readonly CapabilityEvent[];
}

/** What a run showed of one SUT, in all of its cells together: its ICS is written once. */
export interface ObservedSut {
  readonly name: string;
  readonly role: CellDescription['sut']['role'];
  readonly cells: readonly CellDescription['id'][];
  /** Every capability that was declared or seen, what needs attention first; each kind in the order of the ICS keys. */
  readonly capabilities: readonly ObservedCapability[];
}

/** Compares what the wire showed with what is declared; from the record alone. @param keys ICS keys in their order. */
export function observedIcs(run: RecordedRun, keys: readonly string[] = []): readonly ObservedSut[] {
  const suts = Map.groupBy(run.header.cells, ({ sut }) => `${sut.role} ${sut.name}`);
  return [...suts.values()].flatMap(cells => {
    const [first] = cells;
    if (first === undefined) return [];
    const own = new Set(cells.map(({ id }) => id));
    const seen = Map.groupBy(
      run.capabilities.filter(({ cell }) => own.has(cell)),
      ({ key }) => key,
    );
    // Every cell of a SUT has the same SUT file.
    const ics = first.ics ?? {};
    const named = new Set([...keys, ...Object.keys(ics), ...seen.keys()]);
    const capabilities = [...named]
      .filter(key => seen.has(key) || Object.hasOwn(ics, key))
      .map(key => capabilityOf(key, ics, seen.get(key) ?? []));
    return [
      {
        name: first.sut.name,
        role: first.sut.role,
        cells: [...own],
        capabilities: STANDINGS.flatMap(standing => capabilities.filter(each => each.standing === standing)),
      },
    ];
  });
}

function capabilityOf(key: string, ics: Ics, seen: readonly CapabilityEvent[]): ObservedCapability {
  const declared = claimed(ics, key as IcsKey);
  const times = {
    true: seen.filter(({ shown }) => shown).length,
    false: seen.filter(({ shown }) => !shown).length,
  };
  const observed = times.true > 0 ? (times.false > 0 ? 'mixed' : true) : times.false > 0 ? false : null;
  const kinds = Map.groupBy(seen, ({ cell, purpose, shown }) => `${cell} ${purpose} ${shown}`);
  const sightings = [...kinds.values()].flatMap(of => of.slice(0, 1));
  return { key, declared, observed, standing: standingOf(declared, observed), times, sightings };
}

function standingOf(declared: Tri, observed: ObservedCapability['observed']): Standing {
  if (observed === null) return 'not-shown';
  if (declared !== 'unset') return observed === declared ? 'confirmed' : 'contradicted';
  return observed === 'mixed' ? 'mixed' : 'filled';
}
