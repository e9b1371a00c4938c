import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

const FOLDER = join(import.meta.dirname, '..');

test('nothing that behaves imports what misbehaves', () => {
  const importers = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('misbehaviour/'))
    .filter(file => /from '[^']*misbehaviour\//.test(readFileSync(join(FOLDER, file), 'utf8')));
  expect(importers).toEqual([]);
});
