import { ExitCode } from '../errors/touchstone-error.ts';

/** Strongest first; several causes never mix into a third code. */
const PRECEDENCE: readonly ExitCode[] = [
  ExitCode.interrupted,
  ExitCode.usage,
  ExitCode.configuration,
  ExitCode.harnessBug,
  ExitCode.sutUnavailable,
  ExitCode.nonConformance,
  ExitCode.incomplete,
  ExitCode.staleBaseline,
  ExitCode.ok,
];

/** The one exit code for everything that applies; nothing at all is 0. */
export function strongest(codes: Iterable<ExitCode>): ExitCode {
  const given = new Set(codes);
  return PRECEDENCE.find(code => given.has(code)) ?? ExitCode.ok;
}
