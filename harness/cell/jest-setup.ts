import { test } from '@jest/globals';
import { onDeclared } from '../purpose/declare.ts';
import { offeredCell } from './cell-slot.ts';
import { embeddedPort } from './embedded-port.ts';
import { PurposeExecution } from './purpose-execution.ts';

/** Long enough for any purpose: each is bounded by the protocol's own timers. */
const TIMEOUT_MS = 30 * 60 * 1000;

const execution = new PurposeExecution(purpose => offeredCell() ?? embeddedPort(purpose.role));

onDeclared(purpose => {
  const title = `${purpose.id}: ${purpose.title}`;
  if (execution.skips(purpose)) test.skip(title, () => {});
  else test(title, () => execution.run(purpose), TIMEOUT_MS);
});
