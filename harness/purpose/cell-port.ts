import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { DefinitionLookup, ObjectDefinition } from '../lwm2m/model/object-definition.ts';
import type {
  CapabilityEvent,
  CellDescription,
  ControlEvent,
  DiagnosticEvent,
  FrameEvent,
  PurposeStartedEvent,
  ResultEvent,
  SecretsEvent,
  WrittenLine,
} from '../record/events.ts';
import type { ControlChannel } from '../sut/control-contract.ts';
import type { EmbeddedEnvironment } from '../sut/embedded-control.ts';
import type { EmbeddedVariation } from '../sut/embedded-variation.ts';
import type { Address } from '../transport/datagram.ts';
import type { FirmwareImages } from './firmware/firmware-images.ts';

/** Resolves when the SUT dies, with what is known about it. */
export type SutDeath = Promise<{
  readonly reason: string;
  /** What it wrote last; absent where nobody can know. */
  readonly lastWords?: readonly WrittenLine[];
}>;

/** The SUT as a purpose meets it. */
export type SutPort =
  /** A reference peer in the purpose's own process and virtual time; a fresh one for every purpose. */
  | {
      readonly kind: 'in-process';
      /** Another peer in its place. */
      readonly peer?: (environment: EmbeddedEnvironment) => ControlChannel;
      readonly died?: SutDeath;
      /** What it does otherwise than the reference peer; absent: nothing. */
      readonly variation?: EmbeddedVariation;
    }
  /** A running SUT that can be told what to do. */
  | {
      readonly kind: 'controlled';
      readonly control: ControlChannel;
      readonly died: SutDeath;
    };

/** What leaves a cell while its purposes run. */
export type CellEmission =
  | PurposeStartedEvent
  | FrameEvent
  | ControlEvent
  | CapabilityEvent
  | SecretsEvent
  | ResultEvent
  | DiagnosticEvent;

/** What the cell gives to the purposes it runs, and takes from them. */
export interface CellPort {
  readonly description: CellDescription;
  readonly seed: number;
  /** The SUT, alive: one that died is launched again. @throws SutUnavailableError when that fails. */
  sut(): Promise<SutPort>;
  /** Transmission parameters of the tester, from IXIT. */
  readonly parameters: TransmissionParameters;
  /** Factor by which a timing bound is widened on either side, from IXIT; 0 in virtual time. */
  readonly tolerance: number;
  /** Seconds; the lifetime clients are started with. */
  readonly lifetime: number;
  /** Milliseconds after which a client gives a bootstrap up; absent: EXCHANGE_LIFETIME. */
  readonly bootstrapTimeout?: number;
  readonly shortServerId: number;
  /** Octets; no PSK identity is longer. Absent: what every product has to take. */
  readonly longestIdentity?: number;
  /** Where the tester's server listens for a client that cannot be told; null: any free loopback port. */
  readonly serverAddress: Address | null;
  /** The firmware images of the product; absent: those that the reference client takes. */
  readonly firmware?: FirmwareImages;
  /** What content is read and written with. */
  readonly definitions: DefinitionLookup;
  /** Those of them that come from object files. */
  readonly objects: readonly ObjectDefinition[];
  emit(event: CellEmission): void;
}
