import { pathToFileURL } from 'node:url';
import type { CellPort } from '../purpose/cell-port.ts';
import { onDeclared } from '../purpose/declare.ts';
import type { JestRealm } from './cell-slot.ts';
import { PurposeExecution } from './purpose-execution.ts';

/**
 * Imports the suite files of a cell, absolute paths, and has jest run the purposes in them. That happens here and not in the realm of
 * jest's test file: everything that they are made of is loaded in this process already, and jest would transform, compile and
 * link it again, which takes longer than most purposes do.
 * @throws Error when one cannot be executed.
 */
export async function declareSuites(
  suites: readonly string[],
  port: CellPort,
  { test, realm }: JestRealm,
): Promise<void> {
  const execution = new PurposeExecution(() => port, realm);
  onDeclared(purpose => execution.declare(purpose, test));
  for (const suite of suites) {
    try {
      await import(pathToFileURL(suite).href);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${suite} could not be executed: ${why}`, { cause });
    }
  }
}
