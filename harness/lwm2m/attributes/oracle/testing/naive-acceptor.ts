/**
 * The rules of docs/write-attributes.md once more, in the plainest way: whole seconds, one after the other, everything
 * computed anew for each of them. Far too slow to be used; independent of the oracle, which it is compared with.
 * Integers only.
 */
import type { Notified, ObservationInput } from '../observation-input.ts';

interface Way {
  readonly gt: number;
  readonly lt: number;
  readonly memory: 'change' | 'change-from-told' | 'now';
  readonly nextPmax: boolean;
  readonly equalCounts: boolean;
  readonly write: 'immediate' | 'rewind' | 'wait';
  readonly rebase: boolean;
  readonly whole: boolean;
}

type Attributes = Partial<Record<'pmin' | 'pmax' | 'gt' | 'lt' | 'st', number>>;
interface InForce {
  readonly pmin: number;
  readonly pmax: number;
  readonly bounds: Attributes;
}
interface Told {
  readonly second: number;
  /** The moment at which the value was taken; changes after it have not been told. */
  readonly taken: number;
}

const LEVELS = ['/3303', '/3303/0', '/3303/0/5700'];

export function acceptsNaively(input: ObservationInput, seen: readonly Notified[]): boolean {
  return ways(input).some(way => new NaiveClient(input, way).accepts(seen));
}

/** All of them, but for questions that plainly do not arise. */
function ways({ version, observed, writes = [] }: ObservationInput): Way[] {
  const touching = (name: string) =>
    writes.some(({ query }) => query.includes(`${name}=`)) ? [0, 1, 2, 3] : [0];
  const meanwhile = writes.some(({ at }) => at > 0);
  const all: Way[] = [];
  for (const gt of touching('gt'))
    for (const lt of touching('lt'))
      for (const memory of ['change', 'change-from-told', 'now'] as const)
        for (const nextPmax of [false, true])
          for (const equalCounts of version === '1.1' ? [true, false] : [true])
            for (const write of meanwhile
              ? (['immediate', 'rewind', 'wait'] as const)
              : (['immediate'] as const))
              for (const rebase of meanwhile ? [false, true] : [false])
                for (const whole of observed === LEVELS[2] ? [true] : [false, true])
                  if (memory === 'change' || (gt !== 2 && lt !== 2))
                    all.push({ gt, lt, memory, nextPmax, equalCounts, write, rebase, whole });
  return all;
}

class NaiveClient {
  readonly #input: ObservationInput;
  readonly #way: Way;
  readonly #writes: readonly { readonly second: number; readonly level: number; readonly query: string }[];
  readonly #early: number;
  readonly #late: number;
  readonly #afterWrites = new Map<number, InForce>();
  /** One entry for each change, by second. */
  readonly #changes: readonly { readonly second: number; readonly value: number }[];

  constructor(input: ObservationInput, way: Way) {
    this.#input = input;
    this.#way = way;
    this.#early = input.tolerance.early / 1000;
    this.#late = input.tolerance.late / 1000;
    this.#writes = [...(input.writes ?? [])]
      .sort((a, b) => a.at - b.at)
      .map(({ at, path, query }) => ({ second: at / 1000, level: LEVELS.indexOf(path), query }));
    const values = input.history.map(({ at, value }) => ({ second: at / 1000, value: Number(value) }));
    this.#changes = values.filter((entry, index) => entry.value !== values[index - 1]?.value);
  }

  accepts(seen: readonly Notified[]): boolean {
    const start = this.#takes(0, Number(this.#input.first.value), 0);
    let states: Told[] = start.map(taken => ({ second: 0, taken }));
    for (const { at, value } of seen) {
      const second = at / 1000;
      const next = states.flatMap(told =>
        this.#mayCome(told, second)
          ? this.#takes(second, Number(value), told.taken).map(taken => ({ second, taken }))
          : [],
      );
      states = next.filter((told, index) => next.findIndex(({ taken }) => taken === told.taken) === index);
    }
    return states.some(told => !this.#overdue(told, this.#input.horizon / 1000));
  }

  /** Indices of the changes whose value a notification may carry. */
  #takes(second: number, value: number, oldest: number): number[] {
    return this.#changes.flatMap((change, index) => {
      const until = this.#changes[index + 1]?.second ?? Number.POSITIVE_INFINITY;
      const fits = index >= oldest && value === change.value;
      const begun = index === 0 || change.second <= second + this.#early;
      return fits && begun && until >= second - this.#late ? [index] : [];
    });
  }

  #mayCome(told: Told, second: number): boolean {
    if (this.#overdue(told, second)) return false;
    for (let now = told.second; now <= second + this.#early; now += 1) {
      // What holds at a second holds until just before the next one.
      if (now + 1 >= second - this.#late && this.#due(told, now) !== 'no') return true;
    }
    return this.#events(told).some(event => this.#mayOvertake(told, event, second));
  }

  /** A client may notice an event only after a period that ends shortly after it. */
  #mayOvertake(told: Told, event: number, second: number): boolean {
    if (event > second + this.#early) return false;
    for (let end = event; end <= event + this.#late; end += 1) {
      const due = (now: number): boolean => now >= told.second && this.#due(told, now, event) !== 'no';
      const near = end <= second + this.#early && end >= second - this.#late;
      if (near && due(end) && (end === event || !due(end - 1))) return true;
    }
    return false;
  }

  #events(told: Told): number[] {
    return [...this.#changes.slice(told.taken + 1), ...this.#writes]
      .map(({ second }) => second)
      .filter(second => second > told.second);
  }

  #overdue(told: Told, until: number): boolean {
    let since: number | null = null;
    for (let now = told.second; now < until; now += 1) {
      if (this.#due(told, now) !== 'yes') since = null;
      else since ??= now;
      if (since !== null && now + 1 - since > this.#late) return true;
    }
    return false;
  }

  #due(told: Told, now: number, before = Number.POSITIVE_INFINITY): 'no' | 'open' | 'yes' {
    const known = this.#writes.filter(({ second }) => second <= now && second < before);
    const rewound = known.filter(({ second }) => second > told.second).at(-1)?.second;
    const base = this.#way.write === 'rewind' && rewound !== undefined ? rewound : told.second;
    const old = this.#writes.filter(({ second }) => second <= told.second).length;
    const periods = this.#levels(this.#way.write === 'wait' ? old : known.length);
    if (periods.pmax > 0 && now >= base + periods.pmax) return 'yes';
    return now >= base + periods.pmin ? this.#wanted(told, now, before) : 'no';
  }

  /** Whether a change asks for a notification: everything since the last one is gone through again. */
  #wanted(told: Told, now: number, until: number): 'no' | 'open' | 'yes' {
    const first = this.#changes[told.taken];
    let value = first?.value ?? Number.NaN;
    let reference = value;
    let wanted: 'no' | 'open' | 'yes' = 'no';
    const events = [
      ...this.#changes.slice(told.taken + 1).map(change => ({ ...change, kind: 'change' as const })),
      ...this.#writes
        .filter(({ second }) => second > told.second)
        .map(({ second }) => ({ second, value: Number.NaN, kind: 'write' as const })),
    ];
    const inOrder = events.map((event, index) => ({
      ...event,
      index,
      second: Math.max(event.second, told.second),
    }));
    inOrder.sort((a, b) => a.second - b.second || a.index - b.index);
    let writes = this.#writes.filter(({ second }) => second <= told.second).length;
    for (const event of inOrder.filter(
      ({ second }) => second <= now && (second < until || second <= told.second),
    )) {
      const before = this.#bounds(writes);
      if (event.kind === 'change') {
        const from = this.#way.memory === 'change' ? value : reference;
        const asks = this.#asks(before, from, reference, value, event.value);
        value = event.value;
        if (this.#way.memory === 'now') wanted = asks;
        else if (wanted === 'no' || asks === 'yes') wanted = asks === 'no' ? wanted : asks;
        continue;
      }
      writes += 1;
      const after = this.#bounds(writes);
      const differs = (['gt', 'lt', 'st'] as const).some(name => before[name] !== after[name]);
      if (this.#way.rebase) reference = value;
      if (!differs && !this.#way.rebase) continue;
      const asks = this.#asks(after, reference, reference, reference, value);
      wanted = wanted === 'no' && asks === 'no' ? 'no' : 'open';
    }
    return wanted;
  }

  #asks(bounds: Attributes, from: number, told: number, before: number, to: number): 'no' | 'open' | 'yes' {
    const { gt, lt, st } = bounds;
    if (gt === undefined && lt === undefined && st === undefined)
      return (this.#way.memory === 'now' ? told : before) === to ? 'no' : 'yes';
    if (gt !== undefined && lt !== undefined && (lt >= gt || (st !== undefined && lt + 2 * st >= gt)))
      return from === to ? 'no' : 'open';
    const met =
      (gt !== undefined && passes(from, to, gt, this.#way.gt)) ||
      (lt !== undefined && passes(from, to, lt, this.#way.lt)) ||
      (st !== undefined && told !== to && Math.abs(to - told) >= st);
    return met ? 'yes' : 'no';
  }

  #bounds(writes: number): Attributes {
    return this.#levels(writes).bounds;
  }

  #levels(count: number): InForce {
    const known = this.#afterWrites.get(count) ?? this.#computeLevels(count);
    this.#afterWrites.set(count, known);
    return known;
  }

  /** After that many writes. */
  #computeLevels(count: number): InForce {
    const sets: Attributes[] = [{}, {}, {}];
    for (const { level, query } of this.#writes.slice(0, count)) {
      for (const item of query.split('&').filter(text => text !== '')) {
        const [name = '', value] = item.split('=');
        const set = sets[level] ?? {};
        if (value === undefined) delete set[name as keyof Attributes];
        else set[name as keyof Attributes] = Number(value);
      }
    }
    const depth = this.#way.whole ? 3 : LEVELS.indexOf(this.#input.observed) + 1;
    const used = sets.slice(0, depth);
    const { pmin: defaultMin, pmax: defaultMax } = this.#input.defaults ?? {};
    const pmin = used.findLast(set => set.pmin !== undefined)?.pmin ?? defaultMin ?? 0;
    const offers = [...used.map(set => set.pmax).reverse(), defaultMax].filter(pmax => pmax !== undefined);
    const good = (pmax: number): boolean =>
      pmax > 0 && (pmax > pmin || (pmax === pmin && this.#way.equalCounts));
    const pmax = (this.#way.nextPmax ? offers : offers.slice(0, 1)).find(good) ?? 0;
    const { gt, lt, st } = depth === 3 ? (sets[2] ?? {}) : {};
    return {
      ...{ pmin, pmax },
      bounds: {
        ...(gt === undefined ? {} : { gt }),
        ...(lt === undefined ? {} : { lt }),
        ...(st === undefined ? {} : { st }),
      },
    };
  }
}

/** 0: beyond is greater. 1: beyond is greater or equal. 2: touching it counts, leaving it does not. 3: the reverse. */
function passes(from: number, to: number, bound: number, way: number): boolean {
  if (from === to) return false;
  if (way === 0) return from > bound !== to > bound;
  if (way === 1) return from >= bound !== to >= bound;
  const through = (from < bound && to > bound) || (from > bound && to < bound);
  return through || (way === 2 ? to === bound : from === bound);
}
