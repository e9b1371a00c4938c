import type { Clock } from '../clock/clock.ts';
import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { CheckOptions } from './checklist.ts';
import { between } from './expect-value.ts';
import type { Expectation } from './expectation.ts';
import { Inconclusive } from './inconclusive.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';

/** What purposes of every role have in common. */
export abstract class Context {
  protected readonly environment: PurposeEnvironment;

  constructor(environment: PurposeEnvironment) {
    this.environment = environment;
  }

  get endpoint(): string {
    return this.environment.endpoint;
  }

  get clock(): Clock {
    return this.environment.clock;
  }

  /** Transmission parameters in force, milliseconds. */
  get parameters(): TransmissionParameters {
    return this.environment.parameters;
  }

  /** Milliseconds after which a client gives up a bootstrap in which nothing happens: what IXIT says, else EXCHANGE_LIFETIME. */
  get bootstrapTimeout(): number {
    return this.environment.bootstrapTimeout;
  }

  /** Seconds; the lifetime of registrations unless a purpose sets its own. */
  get lifetime(): number {
    return this.environment.lifetime;
  }

  /** Short Server ID of the account that a client is started with. */
  get shortServerId(): number {
    return this.environment.shortServerId;
  }

  /** LwM2M version of the cell. */
  get lwm2m(): CellVersion {
    return this.environment.lwm2m;
  }

  /** What is known of objects: those of the LwM2M version, and before them those of the object files. */
  get definitions(): DefinitionLookup {
    return this.environment.definitions;
  }

  /** Executes a check; see Checklist.check. */
  check<Subject>(
    words: string,
    subject: Subject,
    expectation: Expectation<Subject>,
    options?: CheckOptions,
  ): boolean {
    return this.environment.checklist.check(words, subject, expectation, options);
  }

  /** Executes a check on what the SUT told its user. */
  reported<Subject>(
    words: string,
    subject: Subject,
    expectation: Expectation<Subject>,
    options: CheckOptions = {},
  ): boolean {
    return this.check(words, subject, expectation, { ...options, source: 'sut-reported' });
  }

  /** Fraction by which timing bounds are widened; 0 in virtual time. */
  get tolerance(): number {
    return this.environment.tolerance;
  }

  /** Bounds in milliseconds, widened by the tolerance of the cell. */
  withinTolerance(earliest: number, latest: number): Expectation<number> {
    const { tolerance } = this.environment;
    return between(earliest * (1 - tolerance), latest * (1 + tolerance));
  }

  /** How long is waited for what must come: as long as a request for its response (MAX_TRANSMIT_WAIT). */
  get patience(): number {
    return this.environment.parameters.maxTransmitWait;
  }

  /** How long silence is watched before it counts: enough for a peer that thinks as long as it may (PROCESSING_DELAY). */
  get silenceSpan(): number {
    return this.environment.parameters.processingDelay;
  }

  /** Ends the purpose: its preamble did not come about. */
  inconclusive(reason: ReasonCode, message: string): never {
    throw new Inconclusive(reason, message);
  }
}
