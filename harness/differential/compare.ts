import fc from 'fast-check';
import type { CodecPeer } from './codec-peer.ts';
import type { Comparison, Difference } from './comparison.ts';
import type { KnownDisagreements } from './known-disagreement.ts';

/** What came of one comparison. */
export interface ComparisonResult {
  readonly name: string;
  readonly cases: number;
  readonly known: number;
  /** The smallest case found for a difference that no entry covers; null when there is none. */
  readonly unknown: Difference | null;
}

/** Asks both codecs about `runs` samples; the same seed asks the same. The first unknown difference is made smaller and ends it. */
export async function compare(
  { name, samples, bounds = [] }: Comparison,
  peer: CodecPeer,
  known: KnownDisagreements,
  { runs, seed, onCase }: { readonly runs: number; readonly seed: number; readonly onCase: () => void },
): Promise<ComparisonResult> {
  let cases = 0;
  let covered = 0;
  let unknown: Difference | null = null;
  const details = await fc.check(
    fc.asyncProperty(samples, async sample => {
      cases += 1;
      onCase();
      const difference = await sample(peer);
      if (difference === null) return true;
      if (known.find(name, difference.difference) !== null) {
        covered += 1;
        return true;
      }
      unknown = difference;
      return false;
    }),
    { numRuns: runs + bounds.length, seed, examples: bounds.map(sample => [sample]) },
  );
  // A sample that throws is no disagreement: the driver has gone, or our own encoder refused what it can represent.
  if (details.failed && unknown === null) throw details.errorInstance;
  return { name, cases, known: covered, unknown };
}
