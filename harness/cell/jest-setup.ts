import { test } from '@jest/globals';
import { onDeclared } from '../purpose/declare.ts';
import { LONGEST_PURPOSE } from '../purpose/time-limit.ts';
import { versionsOf } from '../verdict/purpose-condition.ts';
import { offeredCell } from './cell-slot.ts';
import { embeddedPort } from './embedded-port.ts';
import { PurposeExecution } from './purpose-execution.ts';

/** Longer than any purpose and its teardown: a purpose is ended before, with a result. */
const TIMEOUT_MS = 3 * LONGEST_PURPOSE;

const execution = new PurposeExecution(
  purpose => offeredCell()?.port ?? embeddedPort(purpose.role, versionsOf(purpose)[0], purpose.security?.[0]),
);

onDeclared(purpose => {
  const title = `${purpose.id}: ${purpose.title}`;
  if (execution.skips(purpose)) test.skip(title, () => {});
  else test(title, () => execution.run(purpose), TIMEOUT_MS);
});
