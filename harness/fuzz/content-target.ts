import type { CompositeCodec, ContentCodec, EtchCodec, NewInstanceCodec } from '../lwm2m/content/codec.ts';
import type { Decoded } from '../lwm2m/content/decoded-content.ts';
import type { PathValue, ValueChange } from '../lwm2m/content/flat/path-value.ts';
import { formatPath, type Lwm2mPath, parsePath } from '../lwm2m/path.ts';
import { readingOf } from './engine/judge.ts';
import type { Read, Reading } from './engine/law.ts';
import type { FuzzTarget, Seed } from './engine/target.ts';
import { definitionsForFuzzing, FUZZ_OBJECT, FUZZ_PATHS } from './fuzz-object.ts';
import { meaningOfChange, meaningOfNode } from './meaning.ts';
import type { VectorPayload } from './vector-seeds.ts';

export interface ContentFormatUnderTest {
  readonly name: string;
  readonly title: string;
  readonly codec: ContentCodec;
  readonly etch?: EtchCodec;
  /** Ways to read the format that no other one has. */
  readonly more?: readonly Reading[];
  readonly vectors: readonly VectorPayload[];
  readonly dictionary: readonly Uint8Array[];
}

/** Fuzzes whatever a content format can carry: content at paths of every kind, new instances, composites, patches. */
export function contentTarget(subject: ContentFormatUnderTest): FuzzTarget {
  const { name, title, codec, etch, more = [], vectors, dictionary } = subject;
  const { newInstance, composite } = codec;
  const readings: Reading[] = [
    ...FUZZ_PATHS.map(text => contentReading(codec, text)),
    ...(newInstance === undefined
      ? []
      : [3, FUZZ_OBJECT].map(object => newInstanceReading(newInstance, object))),
    ...(composite === undefined ? [] : compositeReadings(composite)),
    ...(etch === undefined ? [] : etchReadings(etch)),
    ...more,
  ];
  return { name, title, readings, dictionary, seeds: seedsFor(readings, vectors) };
}

function contentReading(codec: ContentCodec, text: string): Reading {
  const path = pathOf(text);
  return readingOf({
    label: text,
    decode: bytes => readOf(codec.decode(path, bytes, definitionsForFuzzing)),
    encode: node => (codec.represents(node) ? codec.encode(path, node) : null),
    meaning: node => meaningOfNode(path, node),
  });
}

function newInstanceReading(codec: NewInstanceCodec, object: number): Reading {
  return readingOf({
    label: `new instance of /${object}`,
    decode: bytes => readOf(codec.decode(object, bytes, definitionsForFuzzing)),
    encode: instance => (instance.id === null && !codec.anonymous ? null : codec.encode(object, instance)),
    meaning: ({ id, resources }) => meaningOfNode({ object }, { kind: 'instance', id: id ?? 0, resources }),
  });
}

function compositeReadings(codec: CompositeCodec): Reading[] {
  return [
    readingOf({
      label: 'composite paths',
      decode: bytes => readOf(codec.decodePaths(bytes)),
      encode: paths => codec.encodePaths(paths),
    }),
    readingOf<readonly PathValue[]>({
      label: 'composite values',
      decode: bytes => readOf(codec.decodeValues(bytes, definitionsForFuzzing)),
      encode: values => codec.encodeValues(values),
      // A format of nested maps cannot keep the order of unrelated paths; values of one path stay in theirs.
      meaning: values => values.toSorted(byPath).map(meaningOfChange),
    }),
  ];
}

function etchReadings(codec: EtchCodec): Reading[] {
  return [
    readingOf({
      label: 'fetch',
      decode: bytes => readOf(codec.decodeFetch(bytes)),
      encode: paths => codec.encodeFetch(paths),
    }),
    readingOf<readonly ValueChange[]>({
      label: 'patch',
      decode: bytes => readOf(codec.decodePatch(bytes, definitionsForFuzzing)),
      encode: changes => codec.encodePatch(changes),
      meaning: changes => changes.map(meaningOfChange),
    }),
  ];
}

function byPath(a: PathValue, b: PathValue): number {
  return formatPath(a.path) < formatPath(b.path) ? -1 : Number(formatPath(a.path) > formatPath(b.path));
}

function readOf<Content>({ node, deviations }: Decoded<Content>): Read<Content> {
  return { value: node, deviations };
}

/** A vector goes to the reading of its path, and to all of them when its path is none of these. */
function seedsFor(readings: readonly Reading[], vectors: readonly VectorPayload[]): Seed[] {
  return vectors.flatMap(({ path, bytes: payload }) => {
    const at = readings.findIndex(({ label }) => label === path);
    return at >= 0 ? [{ reading: at, payload }] : readings.map((_, reading) => ({ reading, payload }));
  });
}

function pathOf(text: string): Lwm2mPath {
  const path = parsePath(text);
  if (path === null) throw new TypeError(`Not a path: ${text}`);
  return path;
}
