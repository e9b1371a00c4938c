import { test } from '@jest/globals';
import { offeredCell } from './cell-slot.ts';

/** The one test file of a cell; see declareSuites. */
await offeredCell()?.declare({ test, realm: globalThis });
