import { join } from 'node:path';
import type { TestResult } from 'allure-js-commons';
import { FileSystemWriter } from 'allure-js-commons/sdk/reporter';
import { writeFileAtomically } from '../record/atomic-file.ts';

/**
 * Allure's result files, whole or not there, without waiting for the disk after each of thousands: what a run rests on is its
 * record, and these can be lost with the machine.
 */
export class AllureFiles extends FileSystemWriter {
  readonly #resultsDir: string;

  constructor(resultsDir: string) {
    super({ resultsDir });
    this.#resultsDir = resultsDir;
  }

  override writeResult(result: TestResult): void {
    writeFileAtomically(join(this.#resultsDir, `${result.uuid}-result.json`), JSON.stringify(result));
  }
}
