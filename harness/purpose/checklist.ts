import { HarnessBugError } from '../errors/touchstone-error.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { CheckResult } from '../verdict/check-result.ts';
import { checkId, type PurposeId } from '../verdict/ids.ts';
import { type Level, type Verdict, worst } from '../verdict/verdict.ts';
import type { Expectation } from './expectation.ts';

const WORDS = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export interface CheckOptions {
  /** Default: the level of the purpose. A `may` check is recorded and never fails. */
  readonly level?: Level;
  /** `sut-reported` when the subject came through control and not over the wire. */
  readonly source?: CheckResult['source'];
  /** The frame that shows it, where the subject is not itself a message. */
  readonly frame?: number | null;
}

/** The checks that one purpose has executed, in order. */
export class Checklist {
  readonly #purpose: PurposeId;
  readonly #level: Level;
  readonly #definitions: DefinitionLookup;
  readonly #results: CheckResult[] = [];

  constructor(purpose: PurposeId, level: Level, definitions: DefinitionLookup) {
    this.#purpose = purpose;
    this.#level = level;
    this.#definitions = definitions;
  }

  get results(): readonly CheckResult[] {
    return this.#results;
  }

  /**
   * Executes one check and records what it saw; the purpose goes on whatever the outcome.
   * @param words permanent second half of the check id, for example `response-code`.
   * @returns whether the expectation was met.
   * @throws HarnessBugError when the words are malformed or already used in this purpose.
   */
  check<Subject>(
    words: string,
    subject: Subject,
    expectation: Expectation<Subject>,
    options: CheckOptions = {},
  ): boolean {
    const id = checkId(this.#purpose, words);
    if (!WORDS.test(words) || this.#results.some(result => result.id === id)) {
      throw new HarnessBugError(
        'purpose.check-id',
        `check id ${id} is malformed or used twice in one purpose`,
        {
          hint: 'give every check of a purpose words of its own, in kebab-case',
        },
      );
    }
    const judgement = expectation.judge(subject, this.#definitions);
    const wanted = options.level ?? this.#level;
    const level = wanted === 'must' && !judgement.pass ? (judgement.level ?? wanted) : wanted;
    this.#results.push({
      id,
      level,
      outcome: level === 'may' ? 'recorded' : judgement.pass ? 'pass' : 'fail',
      expected: expectation.expected,
      received: judgement.received,
      reason: judgement.pass || level === 'may' ? null : judgement.reason,
      frame: options.frame ?? judgement.frame ?? null,
      source: options.source ?? 'wire',
    });
    return judgement.pass;
  }

  /** A must-level purpose fails only by its must-level checks; a should-level one by its should-level ones as well. */
  get verdict(): Verdict {
    return this.#results
      .map((result): Verdict => {
        if (result.outcome !== 'fail') return 'pass';
        return result.level === 'must' || this.#level === 'should' ? 'fail' : 'pass';
      })
      .reduce(worst, 'none');
  }
}
