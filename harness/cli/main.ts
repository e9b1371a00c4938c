import process from 'node:process';
import { troubleOf } from '../errors/trouble.ts';
import { commandLine } from './command-line.ts';

// Whoever reads what is printed may have seen enough (`| head`): what runs goes on, and so does its record.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}
// Node itself would end with 1, which says that a SUT does not conform.
process.on('uncaughtException', thrown => {
  const { message, hint, exitCode } = troubleOf(thrown);
  process.stderr.write(`touchstone: ${message}\n  hint: ${hint}\n`);
  process.exit(exitCode);
});

process.exitCode = await commandLine(process.argv.slice(2));
