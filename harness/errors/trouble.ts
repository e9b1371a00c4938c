import { ExitCode, TouchstoneError } from './touchstone-error.ts';

/** What the machine may refuse at any line of ours, by the code of Node's error; what helps. */
const REFUSED_BY_THE_MACHINE: ReadonlyMap<unknown, string> = new Map([
  ['ENOSPC', 'make room on the disk, or write elsewhere (--out), and run again'],
  ['EDQUOT', 'make room within the quota, or write elsewhere (--out), and run again'],
  ['EROFS', 'write elsewhere (--out): this file system takes nothing'],
  ['EACCES', 'let this user read and write there, or write elsewhere (--out)'],
  ['EPERM', 'let this user read and write there, or write elsewhere (--out)'],
  ['EIO', 'look after the disk, or write elsewhere (--out)'],
  ['EMFILE', 'let a process have more open files (ulimit -n), or ask for fewer --jobs'],
  ['ENFILE', 'let the machine have more open files, or ask for fewer --jobs'],
]);

/** Any thrown thing as code, message, hint and exit code; what is neither ours nor the machine's is a defect of ours. */
export function troubleOf(thrown: unknown): {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly exitCode: ExitCode;
} {
  if (thrown instanceof TouchstoneError) {
    const { code, message, hint, exitCode } = thrown;
    return { code, message, hint, exitCode };
  }
  const refusal =
    thrown instanceof Error && 'syscall' in thrown && 'code' in thrown
      ? REFUSED_BY_THE_MACHINE.get(thrown.code)
      : undefined;
  if (thrown instanceof Error && refusal !== undefined) {
    const hint = `${refusal}; what was recorded until then can be read, and counts as incomplete`;
    return { code: 'machine.refused', message: thrown.message, hint, exitCode: ExitCode.configuration };
  }
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const hint = 'this is a defect of Touchstone; please report it with this message';
  return { code: 'harness.unexpected', message, hint, exitCode: ExitCode.harnessBug };
}
