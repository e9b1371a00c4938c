import type { DefinitionLookup } from '../model/object-definition.ts';
import type { Lwm2mNode } from '../node.ts';
import type { Lwm2mPath } from '../path.ts';
import type { Decoded, DecodedContent, NewInstance } from './decoded-content.ts';
import type { PathValue, ValueChange } from './flat/path-value.ts';

/**
 * What one content format can do. Encoders throw HarnessBugError when asked for what the format cannot carry;
 * decoders are total on any bytes, in linear time and memory.
 */
export interface ContentCodec {
  readonly represents: (node: Lwm2mNode) => boolean;
  readonly encode: (path: Lwm2mPath, node: Lwm2mNode) => Uint8Array;
  readonly decode: (path: Lwm2mPath, bytes: Uint8Array, definitions: DefinitionLookup) => DecodedContent;
  /** Absent where the format cannot carry a whole instance. */
  readonly newInstance?: NewInstanceCodec;
  /** Absent where the format cannot carry values of unrelated paths (TS 1.1 §6.3: composite operations and Send). */
  readonly composite?: CompositeCodec;
}

/** Body of a Create (TS 1.0 §5.4.6). */
export interface NewInstanceCodec {
  /** Whether the instance may go without an id, for the client to choose one. */
  readonly anonymous: boolean;
  readonly encode: (objectId: number, instance: NewInstance) => Uint8Array;
  readonly decode: (
    objectId: number,
    bytes: Uint8Array,
    definitions: DefinitionLookup,
  ) => Decoded<NewInstance>;
}

/** Bodies of Read-Composite, Observe-Composite, Write-Composite and Send. Paths may be of any depth, `/` among them. */
export interface CompositeCodec {
  readonly encodePaths: (paths: readonly PathSelector[]) => Uint8Array;
  readonly decodePaths: (bytes: Uint8Array) => Decoded<readonly PathSelector[]>;
  readonly encodeValues: (values: readonly PathValue[]) => Uint8Array;
  /** Values in the order of the payload; the same path may appear with several times. */
  readonly decodeValues: (bytes: Uint8Array, definitions: DefinitionLookup) => Decoded<readonly PathValue[]>;
}

/** What a composite read selects: a path, or everything. */
export type PathSelector = Lwm2mPath | 'root';

/** SenML-ETCH (RFC 8790): which values to fetch, and which to set or remove. */
export interface EtchCodec {
  readonly encodeFetch: (paths: readonly PathSelector[]) => Uint8Array;
  readonly decodeFetch: (bytes: Uint8Array) => Decoded<readonly PathSelector[]>;
  readonly encodePatch: (changes: readonly ValueChange[]) => Uint8Array;
  readonly decodePatch: (bytes: Uint8Array, definitions: DefinitionLookup) => Decoded<readonly ValueChange[]>;
}
