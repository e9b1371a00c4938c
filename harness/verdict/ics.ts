import type { IcsKey } from '../../suites/requirements/ics-keys.generated.ts';

export type { IcsKey };

/** Kleene's three values. `unset`: the vendor has not said. */
export type Tri = true | false | 'unset';

/** What a SUT claims to support. A key that is absent is `unset`. */
export type Ics = Readonly<Partial<Record<IcsKey, Tri>>>;

export function claimed(ics: Ics, key: IcsKey): Tri {
  return Object.hasOwn(ics, key) ? (ics[key] ?? 'unset') : 'unset';
}

export function not(a: Tri): Tri {
  return a === 'unset' ? 'unset' : !a;
}

/** False as soon as one is false, whatever the others are. */
export function and(values: Iterable<Tri>): Tri {
  return settle(values, false);
}

/** True as soon as one is true, whatever the others are. */
export function or(values: Iterable<Tri>): Tri {
  return settle(values, true);
}

/** The decisive value if it occurs, else `unset` if that does, else the opposite. */
function settle(values: Iterable<Tri>, decisive: boolean): Tri {
  let result: Tri = !decisive;
  for (const value of values) {
    if (value === decisive) return decisive;
    if (value === 'unset') result = 'unset';
  }
  return result;
}
