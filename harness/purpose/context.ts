import type { Clock } from '../clock/clock.ts';
import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { Path } from '../transport/path/path.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import { claimed, type IcsKey } from '../verdict/ics.ts';
import { icsKeysIn } from '../verdict/ics-of-cell.ts';
import type { ReasonCode } from '../verdict/reason-code.ts';
import type { CheckOptions } from './checklist.ts';
import { between } from './expect-value.ts';
import type { Expectation } from './expectation.ts';
import { Inconclusive } from './inconclusive.ts';
import type { PurposeEnvironment } from './purpose-environment.ts';
import { asClaimed, type Sighting } from './sighting.ts';

/** What purposes of every role have in common. */
export abstract class Context {
  protected readonly environment: PurposeEnvironment;

  constructor(environment: PurposeEnvironment) {
    this.environment = environment;
  }

  /** What lies between a peer of the tester, by its name in the record, and everybody else: to be impaired. */
  pathOf(peer: string): Path {
    return this.environment.path(peer);
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

  /** The keys of the ICS that begin so and are there in the version of the cell. */
  icsKeys(prefix: string): readonly IcsKey[] {
    return icsKeysIn(this.lwm2m).filter(key => key.startsWith(prefix));
  }

  /** Notes what the wire shows of a capability, and judges nothing; what the version of the cell does not have is left out. */
  capability(key: IcsKey, { shown, words, frame }: Sighting): void {
    if (shown === null || !icsKeysIn(this.lwm2m).includes(key)) return;
    this.environment.onCapability({ key, shown, words, frame });
  }

  /**
   * Notes what the wire shows of a capability, and checks that the ICS does not say the contrary; words of the check are those
   * of the key. What is not shown, or not claimed, is recorded.
   */
  asDeclared(key: IcsKey, seen: Sighting): boolean {
    this.capability(key, seen);
    const claim = claimed(this.environment.ics, key);
    const level = seen.shown === null || claim === 'unset' ? { level: 'may' as const } : {};
    return this.check(key.replace(/[._]/g, '-'), seen, asClaimed(key, claim), level);
  }

  /** Seconds that the text speaks of, where time is virtual; over a real network `short` stands for them. */
  scaled(seconds: number, short: number): number {
    return this.environment.time === 'virtual' ? seconds : short;
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

  /** How long is watched what comes of a handshake that must not end well: its flight, and what waits for it, are sent again in it. */
  get handshakeSpan(): number {
    return 4 * this.environment.parameters.ackTimeout;
  }

  /** Ends the purpose: its preamble did not come about. */
  inconclusive(reason: ReasonCode, message: string): never {
    throw new Inconclusive(reason, message);
  }
}
