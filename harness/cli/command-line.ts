import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { ExitCode } from '../errors/touchstone-error.ts';
import { troubleOf } from '../errors/trouble.ts';
import { TOOL } from './tool.ts';

/**
 * The command line: one thin file per command, loaded only when it is called. Gives the exit code.
 * @param suites where `run` finds its purposes, absolute; the suites of the project unless given.
 */
export async function commandLine(argv: readonly string[], suites?: string): Promise<number> {
  let exitCode: number = ExitCode.ok;
  const program = new Command('touchstone')
    .description('Conformance tests for OMA Lightweight M2M clients, servers and bootstrap servers.')
    .version(TOOL.version)
    .exitOverride()
    .showHelpAfterError('(touchstone --help shows what there is)')
    .addHelpText('after', EXIT_CODES);

  program
    .command('run')
    .description('judge one or more SUTs, requirement by requirement (default: the embedded peers)')
    .argument('[sut...]', 'folder of a SUT, or its sut.yaml')
    .option('--only <name...>', 'purpose ids (with *), requirement ids or ETS ids; marks the run as partial')
    .option(
      '--object-file <file>',
      'object definition file (XML) of objects that the SUT has; can be given again',
      (file: string, earlier: readonly string[]) => [...earlier, file],
      [],
    )
    .option(
      '--security <list>',
      'judge with these only, with the whole set of purposes each: nosec,psk,rpk,x509 (default: all of the sut.yaml, the first with the whole set)',
    )
    .option('--seed <number>', 'seed of everything random in the harness')
    .option('--out <folder>', 'where runs are written', 'reports')
    .option(
      '--jobs <number>',
      'SUT instances at the same time (default: twelve per processor, at most 24, as memory allows)',
    )
    .option('--plain', 'plain text even on a terminal')
    .addHelpText('after', RUN_EXAMPLES)
    .action(async (suts: string[], options) => {
      exitCode = await (await import('./run.ts')).run(suts, options, suites);
    });

  program
    .command('list')
    .description('list requirements and purposes, the errata of the texts, or the mutants and legal variants')
    .option(
      '--errata',
      'where texts and tests of OMA are wrong or open; with --json everything is listed anyway',
    )
    .option('--mutants', 'what the purposes are proven on; with --json everything is listed anyway')
    .option('--json', 'machine-readable (harness/schema/list.schema.json)')
    .option('--why <sut>', 'say for each purpose why it would run against this SUT, or not')
    .action(async options => {
      exitCode = await (await import('./list.ts')).list(options);
    });

  program
    .command('qualify')
    .description(
      'prove the purposes: on mutants that they must catch, on legal variants that they must not fail',
    )
    .option('--only <name...>', 'mutants, variants, purposes, requirements or ETS ids (with *)')
    .option(
      '--every-purpose',
      'try every mutant with every purpose of its role, not only with those that must catch it: minutes',
    )
    .option('--json', 'print qualification.json, and nothing else (harness/schema/qualification.schema.json)')
    .option('--jobs <number>', 'threads (default: one per processor)')
    .option('--out <folder>', 'where the qualification is written, as qualification/', 'reports')
    .option('--plain', 'plain text even on a terminal')
    .addHelpText('after', QUALIFY_NOTES)
    .action(async options => {
      exitCode = await (await import('./qualify.ts')).qualify(options);
    });

  program
    .command('explain')
    .description('explain a requirement, a purpose, a mutant or legal variant, an ICS key or an erratum')
    .argument('<name>', 'for example HLF-022')
    .action(async (name: string) => {
      exitCode = await (await import('./explain.ts')).explainName(name);
    });

  program
    .command('show')
    .description('show one purpose of a recorded run: checks, ladder, failing frame')
    .argument('<purpose>', 'purpose id')
    .option('--run <folder>', 'folder of the run', 'reports/latest')
    .option('--cell <id>', 'cell, where several ran the purpose')
    .action(async (purpose: string, options) => {
      exitCode = await (await import('./show.ts')).show(purpose, options);
    });

  program
    .command('ics')
    .description('print what a recorded run showed of the ICS and the SUT file does not say, ready to copy')
    .argument('[run]', 'folder of the run', 'reports/latest')
    .action(async (run: string) => {
      exitCode = await (await import('./ics.ts')).ics(run);
    });

  program
    .command('baseline')
    .description('print what a recorded run did not expect as a baseline.yaml, ready to copy')
    .argument('[run]', 'folder of the run', 'reports/latest')
    .action(async (run: string) => {
      exitCode = (await import('./baseline.ts')).baseline(run);
    });

  program
    .command('report')
    .description(
      'render the reports of a recorded run again (report.html, junit.xml, summary.md, ics.observed.json)',
    )
    .argument('[run]', 'folder of the run', 'reports/latest')
    .action(async (run: string) => {
      exitCode = await (await import('./report.ts')).report(run);
    });

  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
    const { message, hint, exitCode: code } = troubleOf(thrown);
    process.stderr.write(`touchstone: ${message}\n  hint: ${hint}\n`);
    return code;
  }
}

const RUN_EXAMPLES = `
Examples:
  touchstone run                                   the embedded peers, in virtual time
  touchstone run fixtures/suts/leshan-server       a product in a container
  touchstone run my-sut.yaml --only HLF-019        one requirement
  touchstone run my-sut.yaml --object-file 33100.xml   with objects of your own`;

const QUALIFY_NOTES = `
Ends with 0 when every mutant was killed by every check that must catch it, every purpose kills a mutant, and no legal
variant raised a false alarm; with 70 otherwise: then the tester is at fault, not a product.

Examples:
  touchstone qualify                               everything; part of npm test
  touchstone qualify --only client-register-without-version
  touchstone qualify --only 'management.bi.*'      purposes, with the mutants that they must catch`;

const EXIT_CODES = `
Exit codes: 0 nothing unexpected, 1 unexpected non-conformance, 2 inconclusive or missing results,
3 only stale baseline entries, 64 usage, 69 SUT unavailable, 70 harness bug, 78 configuration, 130 interrupted.`;
