/** The command line as users have it, but for the suites: `node touchstone.ts <folder below suites/> <arguments>`. */
import { join } from 'node:path';
import process from 'node:process';
import { commandLine } from '../../cli/command-line.ts';

const [folder = '', ...argv] = process.argv.slice(2);
process.exitCode = await commandLine(argv, join(import.meta.dirname, 'suites', folder));
