import type { RecordedRun } from '../../record/recorded-run.ts';
import { visibleText } from '../visible-text.ts';
import { icsSnippets } from './ics-snippet.ts';
import { type ObservedSut, observedIcs, STANDINGS, type Standing } from './observed-ics.ts';

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  contradicted: 'contradicted',
  mixed: 'shown both ways',
  filled: 'shown, not declared',
  confirmed: 'confirmed',
  'not-shown': 'not shown',
};

/** `2 contradicted, 44 confirmed`: how many ICS keys of a SUT stand in which way. */
export function countsOf({ capabilities }: ObservedSut): string {
  const counts = STANDINGS.flatMap(standing => {
    const count = capabilities.filter(each => each.standing === standing).length;
    return count === 0 ? [] : [`${count} ${STANDING_WORDS[standing]}`];
  });
  return counts.join(', ') || 'nothing declared';
}

/** One line for each SUT; none for a run that showed nothing. */
export function icsCounts(run: RecordedRun): readonly string[] {
  if (run.capabilities.length === 0) return [];
  return observedIcs(run).map(sut => `${visibleText(sut.name, 80)}: ${countsOf(sut)}`);
}

/** What a run prints of the ICS: a snippet to copy, where something is to be copied. */
export function terminalIcs(run: RecordedRun, keys: readonly string[]): readonly string[] {
  const snippets = icsSnippets(run, keys);
  if (snippets.length === 0) return [];
  return [...icsCounts(run), ...snippets];
}
