/** Arbitrary observations on a grid of seconds, small enough that every coincidence happens often. */
import fc from 'fast-check';
import type { ResourceType, Value } from '../../../value.ts';
import { LWM2M_VERSIONS } from '../../lwm2m-version.ts';
import type { AttributeWrite, ObservationInput } from '../observation-input.ts';
import { PATH } from './observation.fixture.ts';

const HORIZON_S = 30;
const LEVELS = ['/3303', '/3303/0', PATH] as const;

export interface ObservationConstraints {
  readonly types?: readonly ResourceType[];
  /** Seconds between which attributes may be written; the observation begins at 0. */
  readonly writeSeconds?: readonly [number, number];
  /** Whether the Observe may be on a level above the resource. */
  readonly above?: boolean;
}

export function anyObservation({
  types = ['Integer', 'Float', 'Boolean', 'String'],
  writeSeconds = [-5, 20],
  above = true,
}: ObservationConstraints = {}): fc.Arbitrary<ObservationInput> {
  return fc.constantFrom(...types).chain(type =>
    fc
      .record({
        version: fc.constantFrom(...LWM2M_VERSIONS),
        observed: above ? fc.constantFrom(...LEVELS) : fc.constant(PATH),
        writes: fc.array(anyWrite(type, writeSeconds), { maxLength: 4 }),
        defaults: fc.record({ pmin: fc.nat(4), pmax: fc.nat(8) }, { requiredKeys: [] }),
        start: anyValue(type),
        changes: fc.array(fc.tuple(fc.integer({ min: 1, max: HORIZON_S - 1 }), anyValue(type)), {
          maxLength: 8,
        }),
        tolerance: fc.constantFrom(
          { early: 0, late: 0 },
          { early: 0, late: 1000 },
          { early: 1000, late: 2000 },
        ),
      })
      .map(({ start, changes, ...rest }): ObservationInput => {
        const later = changes
          .map(([second, value]) => ({ at: second * 1000, value }))
          .sort((a, b) => a.at - b.at);
        const history = [{ at: -1000, value: start }, ...later];
        return {
          ...rest,
          type,
          resource: PATH,
          history,
          first: { at: 0, value: start },
          horizon: HORIZON_S * 1000,
        };
      }),
  );
}

/** Observations of a number whose thresholds no later write replaces. */
export function anyObservationWithThresholds(): fc.Arbitrary<ObservationInput> {
  return fc
    .tuple(
      anyObservation({ types: ['Integer'], above: false, writeSeconds: [-5, -1] }),
      fc.constantFrom('gt=3', 'lt=3', 'st=2', 'gt=4&lt=1', 'gt=5&lt=2&st=1'),
    )
    .map(([input, query]): ObservationInput => {
      const periods = (input.writes ?? []).filter(write => !/(?:gt|lt|st)=/.test(write.query));
      return { ...input, writes: [{ at: -6000, path: input.observed, query }, ...periods] };
    });
}

function anyWrite(type: ResourceType, [from, to]: readonly [number, number]): fc.Arbitrary<AttributeWrite> {
  const periods = { pmin: fc.nat(5), pmax: fc.nat(9) };
  const bound = type === 'Float' ? fc.constantFrom('0.5', '1', '2.5', '4') : fc.nat(5).map(String);
  const thresholds =
    type === 'Integer' || type === 'Float'
      ? { gt: bound, lt: bound, st: bound.filter(text => text !== '0') }
      : {};
  return fc.constantFrom(...LEVELS).chain(path =>
    fc
      .record(
        {
          at: fc.integer({ min: from, max: to }),
          set: fc.record(path === PATH ? { ...periods, ...thresholds } : periods, { requiredKeys: [] }),
          unset: fc.subarray(['pmin', 'pmax']),
        },
        { requiredKeys: ['at', 'set', 'unset'] },
      )
      .map(({ at, set, unset }) => {
        const removed = unset.filter(name => !(name in set));
        const items = [...Object.entries(set).map(([name, value]) => `${name}=${value}`), ...removed];
        return { at: at * 1000, path, query: items.join('&') };
      }),
  );
}

function anyValue(type: ResourceType): fc.Arbitrary<Value> {
  switch (type) {
    case 'Integer':
      return fc.bigInt({ min: 0n, max: 6n });
    case 'Float':
      return fc.nat(12).map(halves => halves / 2);
    case 'Boolean':
      return fc.boolean();
    default:
      return fc.constantFrom('a', 'b', 'c');
  }
}
