import type { Lwm2mPath } from '../../path.ts';
import type { ResourceType, Value } from '../../value.ts';

/** One value of the data model at one moment: what a flat content format carries per record. */
export interface PathValue {
  /** A resource or a resource instance. */
  readonly path: Lwm2mPath;
  readonly type: ResourceType;
  readonly value: Value;
  /** Seconds since 1970; below 2²⁸, also negative, relative to now (RFC 8428 §4.5.3). Null: not told. */
  readonly time: number | null;
}

/** What a patch asks for: a value to set, or a path to remove (RFC 8790 §3.2). */
export type ValueChange = PathValue | Removal;

export interface Removal {
  readonly path: Lwm2mPath;
  readonly value: null;
}

/** A value that was read, with the byte offset of its record in the payload. */
export interface LocatedValue extends PathValue {
  readonly offset: number;
}
