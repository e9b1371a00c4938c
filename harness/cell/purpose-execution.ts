import type { CellPort } from '../purpose/cell-port.ts';
import type { DeclaredPurpose } from '../purpose/declare.ts';
import { runPurpose, unjudged } from '../purpose/run-purpose.ts';
import type { PurposeId } from '../verdict/ids.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { labelForAllure, labelVerdict } from './allure-labels.ts';
import { NotPassed } from './not-passed.ts';

/** Runs the purposes of one suite file in the order of their declaration, twins before what depends on them. */
export class PurposeExecution {
  readonly #portFor: (purpose: DeclaredPurpose) => CellPort;
  readonly #verdicts = new Map<PurposeId, Verdict>();

  constructor(portFor: (purpose: DeclaredPurpose) => CellPort) {
    this.#portFor = portFor;
  }

  skips(purpose: DeclaredPurpose): boolean {
    return this.#portFor(purpose).skip(purpose.id) !== null;
  }

  /** @throws NotPassed when the verdict is anything but pass, so that jest counts it as a failure. */
  async run(purpose: DeclaredPurpose): Promise<void> {
    const port = this.#portFor(purpose);
    await labelForAllure(purpose, port.description);
    const judged = purpose.twin === null || this.#verdicts.get(purpose.twin) === 'pass';
    const result = judged ? await runPurpose(purpose, port) : unjudged(purpose, port);
    this.#verdicts.set(purpose.id, result.verdict);
    await labelVerdict(result.verdict);
    if (result.verdict !== 'pass') throw new NotPassed(result);
  }
}
