import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT_ROOT } from '../run/project-root.ts';

/** The compiled tree lies one level below the package it belongs to. */
const MANIFESTS = [join(PROJECT_ROOT, 'package.json'), join(PROJECT_ROOT, '..', 'package.json')];

/** What runs, as records and `--version` name it. */
export const TOOL = {
  name: 'touchstone',
  version: readVersion(),
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
} as const;

function readVersion(): string {
  for (const file of MANIFESTS) {
    try {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
      if (manifest.name === 'lwm2m-touchstone' && manifest.version !== undefined) return manifest.version;
    } catch {
      // The next place may have it.
    }
  }
  return '0.0.0';
}
