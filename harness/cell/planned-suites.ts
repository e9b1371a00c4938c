import { test } from '@jest/globals';
import { offeredCell } from './cell-slot.ts';

/** The one test file of a cell: all of its purposes, which this process has imported already (`importSuites`). */
offeredCell()?.declare({ test, realm: globalThis });
