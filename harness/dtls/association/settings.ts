import type { Clock } from '../../clock/clock.ts';
import type { TimerHook } from '../../clock/named-timers.ts';
import { CIPHER_SUITES } from '../cipher-suite.ts';
import type { RandomBytes } from '../record/protection.ts';
import { Version } from '../registry.ts';
import type { ClientCredentials, ServerCredentials } from '../trust/credentials.ts';
import type { AssociationHooks } from './hooks.ts';
import type { Session, SessionStore } from './session.ts';

/** `dtls.retransmission` sends a flight again, `dtls.scheduled` lets a datagram leave later. */
export type DtlsTimer = 'dtls.retransmission' | 'dtls.scheduled';

/** What both roles can be told. */
export interface CommonSettings {
  readonly clock: Clock;
  readonly timerHook?: TimerHook<DtlsTimer>;
  /** Hello randoms, session ids, cookies and IVs. Ephemeral keys and signatures are always OpenSSL's own. */
  readonly random: RandomBytes;
  /** Ids of suites, most wanted first. */
  readonly suites?: readonly number[];
  /** Largest datagram, in bytes; 1,200 unless given. */
  readonly mtu?: number;
  readonly retransmission?: Retransmission;
  readonly extendedMasterSecret?: boolean;
  readonly encryptThenMac?: boolean;
  readonly hooks?: AssociationHooks;
}

/** RFC 6347 §4.2.4.1. */
export interface Retransmission {
  /** Milliseconds before the first one; doubled each time. */
  readonly initial: number;
  readonly longest: number;
  /** How often a flight is sent again before the handshake fails. */
  readonly most: number;
}

export interface ClientSettings extends CommonSettings {
  readonly credentials: ClientCredentials;
  /** What the server is asked to put into its records (RFC 9146); empty: it may ask us; absent: no talk of it. */
  readonly connectionId?: Uint8Array;
  readonly serverName?: string;
  readonly resume?: Session;
  /** Version in the headers of records before one is agreed upon: 1.0 is what most clients write, 1.2 is legal too. */
  readonly helloRecordVersion?: number;
}

export interface ServerSettings extends CommonSettings {
  readonly credentials: ServerCredentials;
  /** Of this association, if its client can do with one (RFC 9146). */
  readonly connectionId?: Uint8Array;
  /** Absent: no session is given an id. */
  readonly sessions?: SessionStore;
}

export const DEFAULT_RETRANSMISSION: Retransmission = { initial: 1000, longest: 60_000, most: 6 };
export const DEFAULT_MTU = 1200;
export const DEFAULT_SUITES: readonly number[] = CIPHER_SUITES.map(({ id }) => id);
export const DEFAULT_HELLO_RECORD_VERSION = Version.dtls12;
