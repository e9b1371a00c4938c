import {
  CERTAINTY_WORDS,
  type Erratum,
  isOpen,
  issuesByRepository,
  KIND_WORDS,
  placesOf,
  TREATMENT_WORDS,
} from '../../catalogue/errata/erratum.ts';
import { errataOfPurpose } from '../../catalogue/errata/touched-purposes.ts';
import { OUTCOME_LABELS } from '../outcome.ts';
import type { ErratumInRun } from '../touched-errata.ts';
import { visibleText } from '../visible-text.ts';
import { erratumAnchor, purposeAnchor } from './anchors.ts';

/** The errata of a run under the headings of their topics. */
export function errataByTopic(touched: readonly ErratumInRun[]) {
  const topics = new Set(touched.map(({ erratum }) => erratum.topic));
  return [...topics].map(topic => ({
    topic,
    errata: touched.filter(({ erratum }) => erratum.topic === topic).map(erratumModel),
  }));
}

/** One erratum as its section prints it. */
function erratumModel({ erratum, purposes }: ErratumInRun) {
  const { id, title, kind, says, problem, reading, why, certainty } = erratum;
  return {
    anchor: erratumAnchor(id),
    id,
    title,
    words: KIND_WORDS[kind],
    problemHeading: isOpen(erratum) ? 'What is open' : 'What is wrong',
    places: placesOf(erratum),
    says,
    problem,
    reading,
    why,
    certainty: CERTAINTY_WORDS[certainty],
    upstream: issuesByRepository(erratum).join(', '),
    attention: purposes.some(({ tooStrict }) => tooStrict.length > 0),
    purposes: purposes.map(({ purpose: { plan, outcome }, found, tooStrict }) => ({
      anchor: purposeAnchor(plan),
      id: plan.purpose.id,
      cell: visibleText(plan.cell, 120),
      outcome,
      ...OUTCOME_LABELS[outcome],
      treatment: TREATMENT_WORDS[found.touch.treatment],
      tooStrict: tooStrict
        .map(check => visibleText(check.id.slice(check.id.indexOf('/') + 1), 120))
        .join(', '),
    })),
  };
}

/** The errata of one purpose, as its own section prints them. */
export function errataOfPurposeModel(errata: readonly Erratum[], purpose: string) {
  return errataOfPurpose(errata, purpose).map(({ erratum, touch }) => ({
    ...erratumLink(erratum),
    reading: erratum.reading,
    treatment: TREATMENT_WORDS[touch.treatment],
  }));
}

/** A link to an erratum of this page. */
export function erratumLink({ id, title, kind }: Erratum) {
  return { anchor: erratumAnchor(id), id, title, words: KIND_WORDS[kind] };
}
