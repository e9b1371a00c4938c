import type { AssociationHooks } from '../association/hooks.ts';

/** Loses datagrams of flights by their number in the flight, the first time only unless told otherwise. */
export function loseDatagrams(numbers: readonly number[], attempts = 1): AssociationHooks {
  return {
    flightOut: (datagrams, attempt) =>
      datagrams.flatMap((bytes, index) =>
        attempt < attempts && numbers.includes(index) ? [] : [{ bytes, after: 0 }],
      ),
  };
}

/** Lets each datagram of a flight leave so many milliseconds after the one before. */
export function spaceDatagrams(gap: number): AssociationHooks {
  return { flightOut: datagrams => datagrams.map((bytes, index) => ({ bytes, after: index * gap })) };
}

/** Lets a whole flight wait. */
export function delayFlights(after: number): AssociationHooks {
  return { flightOut: datagrams => datagrams.map(bytes => ({ bytes, after })) };
}

/**
 * Last datagram first, the first time: a receiver that discards what comes too early, as it may (RFC 6347 §4.2.2), takes the flight when it
 * is repeated.
 */
export const reverseFlights: AssociationHooks = {
  flightOut(datagrams, attempt) {
    const order = attempt === 0 ? datagrams.toReversed() : datagrams;
    return order.map(bytes => ({ bytes, after: 0 }));
  },
};

/** Every datagram of a flight so many times. */
export function repeatFlights(times: number): AssociationHooks {
  return {
    flightOut: datagrams =>
      Array.from({ length: times }, () => datagrams.map(bytes => ({ bytes, after: 0 }))).flat(),
  };
}

/** Messages in pieces of so many bytes (RFC 6347 §4.2.3), in as few datagrams as possible or in one each. */
export function fragmentMessages(fragmentSize: number, coalesce = true): AssociationHooks {
  return { fragmentSize, coalesce };
}
