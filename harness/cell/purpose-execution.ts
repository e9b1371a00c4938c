import type { CellPort } from '../purpose/cell-port.ts';
import type { DeclaredPurpose } from '../purpose/declare.ts';
import { runPurpose, unjudged } from '../purpose/run-purpose.ts';
import { LONGEST_PURPOSE } from '../purpose/time-limit.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { labelForAllure, labelVerdict } from './allure-labels.ts';
import type { Test } from './cell-slot.ts';
import { NotPassed } from './not-passed.ts';

/** Longer than any purpose and its teardown: a purpose is ended before, with a result. */
const TIMEOUT_MS = 3 * LONGEST_PURPOSE;

/** Runs the purposes of one suite file in the order of their declaration, twins before what depends on them. */
export class PurposeExecution {
  readonly #portFor: (purpose: DeclaredPurpose) => CellPort;
  readonly #realm: object;
  readonly #verdicts = new Map<PurposeId, Verdict>();

  /** @param realm the global object of jest's test file, in which allure-jest leaves what labels a test. */
  constructor(portFor: (purpose: DeclaredPurpose) => CellPort, realm: object = globalThis) {
    this.#portFor = portFor;
    this.#realm = realm;
  }

  /** As a test of jest. */
  declare(purpose: DeclaredPurpose, test: Test): void {
    test(`${purpose.id}: ${purpose.title}`, () => this.run(purpose), TIMEOUT_MS);
  }

  /** @throws NotPassed when the verdict is anything but pass, so that jest counts it as a failure. */
  async run(purpose: DeclaredPurpose): Promise<void> {
    const port = this.#portFor(purpose);
    await labelForAllure(this.#realm, purpose, port.description);
    const judged = purpose.twin === null || this.#verdicts.get(purpose.twin) === 'pass';
    const result = judged ? await runPurpose(purpose, port) : unjudged(purpose, port);
    this.#verdicts.set(purpose.id, result.verdict);
    await labelVerdict(this.#realm, result.verdict);
    if (result.verdict !== 'pass') throw new NotPassed(result);
  }
}
