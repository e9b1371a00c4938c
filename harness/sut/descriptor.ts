import type { TransmissionParameters } from '../coap/exchange/parameters.ts';
import type { Address } from '../transport/datagram.ts';
import type { CellSecurity } from '../verdict/cell-security.ts';
import type { CellVersion } from '../verdict/cell-version.ts';
import type { Ics } from '../verdict/ics.ts';
import type { FirmwareImageKind, Role } from '../verdict/purpose-declaration.ts';

/** `sut.yaml`, understood: defaults filled in, paths absolute, times in milliseconds unless said otherwise. */
export interface SutDescriptor {
  /** Absolute path of the file it was read from. */
  readonly file: string;
  readonly identity: {
    readonly name: string;
    readonly vendor: string;
    readonly version: string;
    readonly url: string | null;
  };
  readonly role: Role;
  /** What it is judged in, a cell for each, in the order of the file. */
  readonly lwm2m: readonly CellVersion[];
  /** How messages to it are protected, a cell for each and version, in the order of the file; the first has the whole set of purposes. */
  readonly security: readonly [CellSecurity, ...CellSecurity[]];
  readonly launch: Launch;
  readonly control: ControlAccess;
  readonly ics: Ics;
  readonly ixit: Ixit;
  /** Absolute paths of object definition files. */
  readonly objectFiles: readonly string[];
  /** Absolute path, null when none is named. */
  readonly baseline: string | null;
}

export type Launch = InProcessLaunch | ProcessLaunch | ContainerLaunch | RemoteLaunch;

export interface InProcessLaunch {
  readonly kind: 'in-process';
  readonly peer: `reference-${Role}`;
}

export interface ProcessLaunch {
  readonly kind: 'process';
  /** With placeholders. */
  readonly command: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export interface ContainerLaunch {
  readonly kind: 'container';
  readonly image: ImageSource;
  readonly env: Readonly<Record<string, string>>;
  /** MiB. */
  readonly memory: number | null;
}

export type ImageSource =
  | { readonly kind: 'pinned'; readonly reference: string }
  | {
      readonly kind: 'built';
      readonly dockerfile: string;
      readonly context: string;
      readonly args: Readonly<Record<string, string>>;
      readonly tag: string;
    };

export interface RemoteLaunch {
  readonly kind: 'remote';
  /** `coap://host:port` of a server; null for a client. */
  readonly address: string | null;
  readonly control: Address | null;
}

/** How the SUT is told what to do. `embedded`: the reference peer is called directly. */
export type ControlAccess =
  | { readonly kind: 'embedded' }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'json-rpc';
      readonly transport: 'stdio' | 'tcp';
      readonly startTimeout: number;
      /** How long one verb may take. */
      readonly callTimeout: number;
    };

/** What the tester must know. */
export interface Ixit {
  readonly parameters: TransmissionParameters;
  /** Fraction by which timing bounds are widened. */
  readonly tolerance: number;
  /** Seconds; the lifetime that clients are started with. */
  readonly lifetime: number;
  /** Milliseconds; after which a client gives up a bootstrap in which nothing happens. */
  readonly bootstrapTimeout: number;
  readonly shortServerId: number;
  /** Octets; no PSK identity of the tester is longer. */
  readonly longestIdentity: number;
  readonly firmware: FirmwareIxit;
  /** Where the tester listens for a client that it cannot start. */
  readonly address: Address | null;
}

/** Firmware images for the product, by what becomes of them: absolute paths. */
export type FirmwareIxit = Readonly<Partial<Record<FirmwareImageKind, string>>> & {
  /** What Firmware Version says once the valid image is installed. */
  readonly version?: string;
};
