/** What SenML in JSON and in CBOR do alike, once each can read and write records (TS 1.1 §7.4.4, RFC 8790). */
import type { Value } from '../../value.ts';
import type { CompositeCodec, ContentCodec, EtchCodec } from '../codec.ts';
import type { Decoded } from '../decoded-content.ts';
import { contentAt, newInstanceValues, nodeValues, withoutOffsets } from '../flat/flat-content.ts';
import { newInstanceFrom } from '../flat/new-instance-from.ts';
import { pathClashes } from '../flat/path-clashes.ts';
import type { LocatedValue, PathValue } from '../flat/path-value.ts';
import { valuesOf } from '../flat/values-of.ts';
import { changesFrom } from './changes.ts';
import { pathsFrom, recordsOfPaths } from './paths.ts';
import type { LocatedRecord, SenmlRecord } from './record.ts';
import { type FieldCost, recordsOf, recordsOfChanges } from './records-of.ts';
import { resolveRecords } from './resolve.ts';

/** Records as bytes. */
export interface SenmlSyntax {
  /** Whether a value can be written; JSON has no NaN. */
  readonly carries: (value: Value) => boolean;
  readonly cost: FieldCost;
  readonly write: (records: readonly SenmlRecord[]) => Uint8Array;
  /** Reads records and hands them on; what either side finds wrong is told. */
  readonly read: <Content>(
    bytes: Uint8Array,
    interpret: (records: readonly LocatedRecord[]) => Decoded<Content>,
  ) => Decoded<Content>;
}

export interface SenmlCodec extends ContentCodec {
  readonly newInstance: NonNullable<ContentCodec['newInstance']>;
  readonly composite: CompositeCodec;
}

/** Content of one path and composite content. A new instance needs an id, for a name has no other place for its values. */
export function senmlCodec(syntax: SenmlSyntax): SenmlCodec {
  const { carries, cost, write, read } = syntax;
  const encodeValues = (values: readonly PathValue[]) => write(recordsOf(values, cost));
  return {
    represents: node => valuesOf({ object: 0 }, node).every(({ value }) => carries(value)),
    encode: (path, node) => encodeValues(nodeValues(path, node)),
    decode: (path, bytes, definitions) =>
      read(bytes, records => contentAt(path, resolveRecords(records, definitions), definitions)),
    newInstance: {
      anonymous: false,
      encode: (object, instance) => encodeValues(newInstanceValues(object, instance)),
      decode: (object, bytes, definitions) =>
        read(bytes, records =>
          newInstanceFrom(contentAt({ object }, resolveRecords(records, definitions), definitions)),
        ),
    },
    composite: {
      encodePaths: paths => write(recordsOfPaths(paths, cost)),
      decodePaths: bytes => read(bytes, records => pathsFrom(records)),
      encodeValues,
      decodeValues: (bytes, definitions) =>
        read(bytes, records => unlikeValues(resolveRecords(records, definitions))),
    },
  };
}

/** Values of unrelated paths. The same path may come several times, a resource both with and without instances may not. */
function unlikeValues(read: Decoded<readonly LocatedValue[]>): Decoded<readonly PathValue[]> {
  const { node, deviations } = withoutOffsets(read);
  const clashes = pathClashes(read.node ?? []);
  return clashes.length === 0 ? { node, deviations } : { node, deviations: [...deviations, ...clashes] };
}

/** Fetch and patch packs (RFC 8790). */
export function senmlEtchCodec({ cost, write, read }: SenmlSyntax): EtchCodec {
  return {
    encodeFetch: paths => write(recordsOfPaths(paths, cost)),
    decodeFetch: bytes => read(bytes, records => pathsFrom(records, 'fetch')),
    encodePatch: changes => write(recordsOfChanges(changes, cost)),
    decodePatch: (bytes, definitions) => read(bytes, records => changesFrom(records, definitions)),
  };
}
