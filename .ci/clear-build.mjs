// Empties dist/: suites, mutants and variants are found by their files, and one that was removed must not live on there.
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
