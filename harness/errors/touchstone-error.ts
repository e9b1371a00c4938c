/** Process exit codes; when several apply the order is 78, 70, 69, 1, 2, 3, 0. */
export const ExitCode = {
  ok: 0,
  nonConformance: 1,
  incomplete: 2,
  staleBaseline: 3,
  usage: 64,
  sutUnavailable: 69,
  harnessBug: 70,
  configuration: 78,
  interrupted: 130,
} as const;
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

export interface ErrorDetails {
  /** What the user can do about it, one sentence. */
  readonly hint: string;
  readonly cause?: unknown;
}

/**
 * Base of every error the tool itself can raise. What a SUT does wrong is never one of these: that is a check result.
 */
export abstract class TouchstoneError extends Error {
  abstract readonly exitCode: ExitCode;
  /** Stable, dotted: `descriptor.unknown-field`. */
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.code = code;
    this.hint = details.hint;
  }
}

/** The command line cannot be understood (64). */
export class UsageError extends TouchstoneError {
  override readonly exitCode = ExitCode.usage;
}

/** A file the user wrote (sut.yaml, baseline, object file) is wrong, or nothing was selected (78). */
export class ConfigurationError extends TouchstoneError {
  override readonly exitCode = ExitCode.configuration;
}

/** The SUT could not be brought up or reached: no engine, no image, not ready, control lost (69). */
export class SutUnavailableError extends TouchstoneError {
  override readonly exitCode = ExitCode.sutUnavailable;
}

/** The user ended it before it was concluded (130). */
export class InterruptedError extends TouchstoneError {
  override readonly exitCode = ExitCode.interrupted;
}

/** The harness contradicts itself (70): its own message is malformed, a purpose checked nothing. */
export class HarnessBugError extends TouchstoneError {
  override readonly exitCode = ExitCode.harnessBug;
}
