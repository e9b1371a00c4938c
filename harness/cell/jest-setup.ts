import { test } from '@jest/globals';
import { onDeclared } from '../purpose/declare.ts';
import { versionsOf } from '../verdict/purpose-condition.ts';
import { embeddedPort } from './embedded-port.ts';
import { PurposeExecution } from './purpose-execution.ts';

/** For suite files that jest runs by itself: their purposes are tests against the embedded pair. */
const execution = new PurposeExecution(purpose =>
  embeddedPort(purpose.role, versionsOf(purpose)[0], purpose.security?.[0]),
);

onDeclared(purpose => execution.declare(purpose, test));
