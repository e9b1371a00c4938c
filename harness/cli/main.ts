import process from 'node:process';
import { commandLine } from './command-line.ts';

// Whoever reads has seen enough (`touchstone list | head`); what was asked for goes on to its end and its exit code.
process.stdout.on('error', (thrown: NodeJS.ErrnoException) => {
  if (thrown.code !== 'EPIPE') throw thrown;
});

process.exitCode = await commandLine(process.argv.slice(2));
