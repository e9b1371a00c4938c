import type { MutantRow } from '../../qualify/qualification.schema.ts';

/** How the fate of a mutant is shown; `outcome` is the colour that outcomes of purposes have in the pages. */
export const FATES: Readonly<
  Record<
    MutantRow['fate'],
    { readonly outcome: string; readonly symbol: string; readonly word: string; readonly words: string }
  >
> = {
  killed: { outcome: 'passed', symbol: '✓', word: 'KILLED', words: 'killed by every check that had to' },
  'wrong-reason': {
    outcome: 'known',
    symbol: '≠',
    word: 'WRONG REASON',
    words: 'killed by another check or for another reason',
  },
  survived: { outcome: 'failed', symbol: '✗', word: 'SURVIVED', words: 'survived' },
  untried: {
    outcome: 'error',
    symbol: '!',
    word: 'UNTRIED',
    words: 'untried: its trial, or a purpose that had to catch it, broke down',
  },
};
