import type { Clock } from '../clock/clock.ts';
import type { PayloadInspection } from '../coap/exchange/own-payloads.ts';
import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { DefinitionLookup } from '../lwm2m/model/object-definition.ts';
import type { CapabilityEvent, RecordedFinding } from '../record/events.ts';
import type { HttpHost } from '../server/package-server/http-package-server.ts';
import type { ControlChannel } from '../sut/control-contract.ts';
import type { Address, Network } from '../transport/datagram.ts';
import type { Path } from '../transport/path/path.ts';
import type { Random } from '../transport/random.ts';
import type { SocketLayer } from '../transport/socket-layer.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { Ics } from '../verdict/ics.ts';
import type { Checklist } from './checklist.ts';
import type { FirmwareImages } from './firmware/firmware-images.ts';
import type { CellCredentials } from './security/cell-credentials.ts';
import type { PurposeDtls } from './security/purpose-dtls.ts';

/** Everything one run of one purpose works with; made anew for each. */
export interface PurposeEnvironment {
  readonly checklist: Checklist;
  readonly clock: Clock;
  /** Virtual time costs nothing, however long it is. */
  readonly time: 'virtual' | 'real';
  readonly random: Random;
  readonly parameters: TransmissionParameters;
  /** Fraction by which timing bounds are widened. */
  readonly tolerance: number;
  /** Seconds. */
  readonly lifetime: number;
  /** Milliseconds after which a client gives up a bootstrap in which nothing happens. */
  readonly bootstrapTimeout: number;
  readonly shortServerId: number;
  /** Where the tester's server listens; null: any free loopback port. */
  readonly serverAddress: Address | null;
  readonly lwm2m: CellVersion;
  /** What the SUT file claims. */
  readonly ics: Ics;
  readonly firmware: FirmwareImages;
  /** Where servers that speak HTTP come from. */
  readonly http: HttpHost;
  readonly definitions: DefinitionLookup;
  /** Carries the purpose slug and 64 random bits, so that log lines of the SUT can be matched. */
  readonly endpoint: string;
  readonly control: ControlChannel;
  /** Credentials of everybody, as they are when all is right. */
  readonly credentials: CellCredentials;
  /** The network of one named tester peer, recorded. */
  network(peer: string): Network;
  /** What lies between that peer and everybody else. */
  path(peer: string): Path;
  /** What the peer has between itself and DTLS; records what is protected. */
  layer(peer: string): SocketLayer | undefined;
  onFault(fault: unknown): void;
  /** DTLS of the tester's peers; its secrets and findings go into the record. */
  readonly dtls: PurposeDtls;
  /** Reads every payload of the tester's peers before it leaves. */
  readonly inspectPayload: PayloadInspection;
  /** Takes what the SUT does wrong between and below messages into the record. */
  onFinding(finding: RecordedFinding): void;
  /** Takes what the wire shows of a capability into the record. */
  onCapability(shown: Pick<CapabilityEvent, 'key' | 'shown' | 'words' | 'frame'>): void;
  /** Runs when the purpose is over, last registered first. */
  atEnd(release: () => Promise<void>): void;
}

/** Milliseconds by which timers and the way between peers may distort the interval of two arrivals. */
export function arrivalTolerance({
  tolerance,
  parameters,
}: Pick<PurposeEnvironment, 'tolerance' | 'parameters'>): number {
  return tolerance * parameters.ackTimeout;
}
