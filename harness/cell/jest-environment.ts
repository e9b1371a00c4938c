import { createJestEnvironment } from 'allure-jest/factory';
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter';
import { TestEnvironment } from 'jest-environment-node';
import { AllureFiles } from './allure-files.ts';
import { offerCell, offeredCell } from './cell-slot.ts';

const AllureEnvironment = createJestEnvironment(TestEnvironment);

/** A node environment that writes Allure results and hands the cell of its process to the purposes. */
export default class PurposeEnvironment extends AllureEnvironment {
  /** In place of allure-jest's own, which waits for the disk. */
  readonly runtime: ReporterRuntime;

  constructor(...given: ConstructorParameters<typeof TestEnvironment>) {
    super(...given);
    const [{ projectConfig }] = given;
    const ofJest = String(projectConfig.testEnvironmentOptions.resultsDir ?? 'allure-results');
    this.runtime = new ReporterRuntime({
      writer: new AllureFiles(offeredCell()?.allureResults ?? ofJest),
    });
  }

  override async setup(): Promise<void> {
    await super.setup();
    const cell = offeredCell();
    if (cell !== undefined) offerCell(cell, this.global);
  }
}
