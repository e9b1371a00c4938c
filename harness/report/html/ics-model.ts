import type { RecordedRun } from '../../record/recorded-run.ts';
import type { PurposeId } from '../../verdict/ids.ts';
import { icsSnippets } from '../ics/ics-snippet.ts';
import { type ObservedCapability, observedIcs, type Standing } from '../ics/observed-ics.ts';
import { countsOf, STANDING_WORDS } from '../ics/terminal-ics.ts';
import { visibleText } from '../visible-text.ts';
import { purposeAnchor } from './anchors.ts';

const SYMBOLS: Readonly<Record<Standing, string>> = {
  contradicted: '✗',
  mixed: '?',
  filled: '+',
  confirmed: '✓',
  'not-shown': '–',
};
const COLOURS: Readonly<Record<Standing, string>> = {
  contradicted: 'failed',
  mixed: 'inconclusive',
  filled: 'known',
  confirmed: 'passed',
  'not-shown': 'not-run',
};
/** What is as it was declared need not be looked at. */
const FOLDED: ReadonlySet<Standing> = new Set(['confirmed', 'not-shown']);
/** Of the sightings of a capability; the rest is in `ics.observed.json`. */
const SHOWN_SIGHTINGS = 4;

export interface IcsQuestion {
  readonly key: string;
  readonly statement: string;
}

/** What the wire showed of each SUT beside what is declared, as its section prints it; nothing where it showed nothing. */
export function icsModel(run: RecordedRun, questions: readonly IcsQuestion[]) {
  if (run.capabilities.length === 0) return [];
  const statements = new Map(questions.map(({ key, statement }) => [key, statement]));
  const keys = questions.map(({ key }) => key);
  const snippets = icsSnippets(run, keys)
    .join('\n')
    .split(/\n(?=# )/);
  return observedIcs(run, keys).map(sut => {
    const rows = sut.capabilities.map(capability => rowOf(run, capability, statements, sut.cells.length > 1));
    const name = visibleText(sut.name, 120);
    return {
      name,
      role: sut.role,
      counts: countsOf(sut),
      open: rows.filter(({ standing }) => !FOLDED.has(standing)),
      folded: rows.filter(({ standing }) => FOLDED.has(standing)),
      snippet: snippets.find(text => text.startsWith(`# ${name} (${sut.role})`)) ?? '',
    };
  });
}

function rowOf(
  run: RecordedRun,
  { key, declared, observed, standing, times, sightings }: ObservedCapability,
  statements: ReadonlyMap<string, string>,
  namesCell: boolean,
) {
  const deciding = sightings.filter(({ shown }) => standing !== 'contradicted' || shown !== declared);
  return {
    key: visibleText(key, 80),
    statement: statements.get(key) ?? '',
    standing,
    word: STANDING_WORDS[standing],
    symbol: SYMBOLS[standing],
    colour: COLOURS[standing],
    declared: String(declared),
    observed: observed === null ? '' : String(observed),
    times: times.true + times.false,
    sightings: deciding.slice(0, SHOWN_SIGHTINGS).map(({ cell, purpose, frame, words, shown }) => ({
      ...{ shown, anchor: anchorOf(run, cell, purpose) },
      purpose: visibleText(purpose, 120),
      cell: namesCell ? visibleText(cell, 120) : '',
      frame: frame === null ? 'silence' : `frame ${frame}`,
      words: visibleText(words, 200),
    })),
    more: Math.max(0, deciding.length - SHOWN_SIGHTINGS),
  };
}

/** Empty for a purpose that the page has no section of. */
function anchorOf(run: RecordedRun, cell: string, purpose: PurposeId): string {
  const plan = run.plan.find(entry => entry.cell === cell && entry.purpose.id === purpose);
  return plan === undefined ? '' : purposeAnchor(plan);
}
