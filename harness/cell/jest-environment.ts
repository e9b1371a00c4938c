import { createJestEnvironment } from 'allure-jest/factory';
import { TestEnvironment } from 'jest-environment-node';
import { offerCell, offeredCell } from './cell-slot.ts';

const AllureEnvironment = createJestEnvironment(TestEnvironment);

/** A node environment that writes Allure results and hands the cell of its process to the purposes. */
export default class PurposeEnvironment extends AllureEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    const cell = offeredCell();
    if (cell !== undefined) offerCell(cell, this.global);
  }
}
