import type { ResultEvent } from '../record/events.ts';
import { visibleText } from './visible-text.ts';

/** What a SUT that died wrote last, a printable line each, named after its stream where there are several; empty when nothing. */
export function lastWordsOf(result: ResultEvent | null): readonly string[] {
  const lines = result?.lastWords ?? [];
  const mixed = new Set(lines.map(({ source }) => source)).size > 1;
  return lines.map(({ source, text }) => visibleText(mixed ? `${source}: ${text}` : text));
}
