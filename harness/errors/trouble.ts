import { ExitCode, TouchstoneError } from './touchstone-error.ts';

/** Any thrown thing as code, message, hint and exit code; what is not ours is a defect of ours. */
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
  const message = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  const hint = 'this is a defect of Touchstone; please report it with this message';
  return { code: 'harness.unexpected', message, hint, exitCode: ExitCode.harnessBug };
}
