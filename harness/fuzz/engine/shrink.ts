const MOST_TRIALS = 1000;

/** A shorter and plainer input for which `holds` is still true; `holds` must be true for the given one. */
export function shrink(input: Uint8Array, holds: (bytes: Uint8Array) => boolean): Uint8Array {
  let trials = 0;
  let best: Uint8Array = input.slice();
  const improves = (candidate: Uint8Array): boolean => {
    trials += 1;
    if (trials > MOST_TRIALS || !holds(candidate)) return false;
    best = candidate;
    return true;
  };
  for (let size = best.length; size >= 1; size = Math.floor(size / 2)) {
    for (let at = 0; at < best.length && trials <= MOST_TRIALS; ) {
      if (!improves(without(best, at, size))) at += size;
    }
  }
  for (let at = 0; at < best.length && trials <= MOST_TRIALS; at++) {
    if (best[at] !== 0) improves(best.with(at, 0));
  }
  return best;
}

function without(bytes: Uint8Array, at: number, count: number): Uint8Array {
  const rest = new Uint8Array(bytes.length - Math.min(count, bytes.length - at));
  rest.set(bytes.subarray(0, at));
  rest.set(bytes.subarray(at + count), at);
  return rest;
}
