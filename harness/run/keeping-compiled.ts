import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/**
 * The environment of a process or thread of ours that keeps compiled modules where the command line does (`bin.js`). Each loads the same
 * hundreds of them, and stripping and compiling them again takes longer than many a purpose.
 */
export function keepingCompiled(): NodeJS.ProcessEnv {
  return { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache'), ...process.env };
}

/**
 * Keeps what this process has compiled so far. Without it each would do so when it ends: of many that were started before the first has
 * ended, every one would compile all modules, and write all of them.
 */
export function keepCompiled(): void {
  module.flushCompileCache();
}
