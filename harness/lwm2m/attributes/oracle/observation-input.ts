import type { ResourceType, Value } from '../../value.ts';
import type { Lwm2mVersion } from '../lwm2m-version.ts';

/** A value and since when the resource has it, in milliseconds on the caller's clock. */
export interface TimedValue {
  readonly at: number;
  readonly value: Value;
}

/** A Write-Attributes that was answered 2.04, and when it took effect. */
export interface AttributeWrite {
  readonly at: number;
  /** `/3/0`, `/3/0/9` */
  readonly path: string;
  /** `pmin=10&gt=0.5&st` */
  readonly query: string;
}

/** One observation as the caller has set it up. All times are milliseconds on one clock. */
export interface ObservationInput {
  readonly version: Lwm2mVersion;
  /** The path of the Observe: an object, object instance, resource or resource instance. */
  readonly observed: string;
  /** The one resource below it whose value changes; the observed path itself where it is left out. */
  readonly resource?: string;
  /** Of that resource. */
  readonly type: ResourceType;
  /** What this server has written, in any order, to the levels above, at and below the observed one. */
  readonly writes?: readonly AttributeWrite[];
  /** Query of the Observe itself (1.2): `pmin=10&gt=5`. */
  readonly observeQuery?: string;
  /** /1/x/2 and /1/x/3 in seconds, where the account has them. */
  readonly defaults?: { readonly pmin?: number; readonly pmax?: number };
  /** The values of the resource, in order; the first one also holds before its time. */
  readonly history: readonly TimedValue[];
  /** The answer to the Observe. */
  readonly first: Notified;
  /** Until when the caller has listened. */
  readonly horizon: number;
  readonly tolerance: TimingTolerance;
}

/** A notification and when it arrived; null when its payload gave no value of the resource. */
export interface Notified {
  readonly at: number;
  readonly value: Value | null;
}

/** Milliseconds by which a notification may come early and late, network and clock included. */
export interface TimingTolerance {
  readonly early: number;
  readonly late: number;
  /** How long it may moreover take from a change to its notification; 0 unless given. A period ends no later for it. */
  readonly reaction?: number;
}
