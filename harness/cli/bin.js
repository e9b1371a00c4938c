#!/usr/bin/env node
// Starts Touchstone on the Node release that came with it: the machine's own may be too old for its libraries.
// Plain JavaScript, so that any Node can read it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const NEEDED = 24;
const here = dirname(fileURLToPath(import.meta.url));
// The repository runs from its sources, the published package from what was compiled of them.
const entry = [join(here, 'main.ts'), join(here, '../../dist/harness/cli/main.js')].find(existsSync);

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  module.enableCompileCache?.();
  await import(pathToFileURL(entry).href);
} else {
  const node = bundledNode();
  if (node === null) {
    // Only a checkout has a Node of its own: it is no dependency of the published package.
    const isCheckout = entry.endsWith('.ts');
    process.stderr.write(
      `touchstone: Node ${process.versions.node} is too old${isCheckout ? ', and the one that comes with the checkout is missing' : ''}\n` +
        `  hint: ${isCheckout ? 'run npm ci in it, or ' : ''}use Node ${NEEDED} or newer\n`,
    );
    process.exit(69);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal signals the whole group; a kill reaches only this process and is passed on.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('close', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

/** The binary of the npm package `node`, null where it was not installed. */
function bundledNode() {
  try {
    const path = join(
      dirname(module.createRequire(import.meta.url).resolve('node/package.json')),
      'bin',
      'node',
    );
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
