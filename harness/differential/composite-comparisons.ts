import fc from 'fast-check';
import { breaches } from '../coap/message/deviation.ts';
import type { CompositeCodec, PathSelector } from '../lwm2m/content/codec.ts';
import { compositeCodec } from '../lwm2m/content/content.ts';
import { ContentFormat, describeContentFormat } from '../lwm2m/content/content-format.ts';
import { anyPathValue, anySelector } from '../lwm2m/content/flat/path-value.arbitrary.ts';
import type { PathValue } from '../lwm2m/content/flat/path-value.ts';
import { formatPath } from '../lwm2m/path.ts';
import type { CodecPeer } from './codec-peer.ts';
import type { Comparison, Difference } from './comparison.ts';
import { firstDifference, type PeerValue, toPeerValue } from './peer-value.ts';
import { comparedDefinition } from './reference-objects.ts';

/** Leshan's times are instants of milliseconds, and it adds relative ones to its own clock. */
const instant = fc.integer({ min: 2 ** 28 * 1000, max: 2 ** 42 }).map(milliseconds => milliseconds / 1000);

/** Either all of now, or all with a time: Leshan writes one or the other. JSON has no NaN and no infinities. */
function samplesFor(format: number): fc.Arbitrary<readonly PathValue[]> {
  const finite = ({ value }: PathValue): boolean => typeof value !== 'number' || Number.isFinite(value);
  const value = format === ContentFormat.senmlJson ? anyPathValue.filter(finite) : anyPathValue;
  const values = fc.uniqueArray(value, {
    selector: ({ path }) => formatPath(path),
    minLength: 1,
    maxLength: 6,
  });
  return fc.oneof(
    values.map(each => each.map(one => ({ ...one, time: null }))),
    fc
      .tuple(values, instant)
      .map(([each, time]) => each.map((one, index) => ({ ...one, time: time + index }))),
  );
}

/** Values and paths of composite operations, in both directions. */
export function compositeComparisons(format: number): readonly Comparison[] {
  const codec = compositeCodec(format);
  if (codec === undefined) return [];
  const name = `${describeContentFormat(format)}, composite`;
  const samples = samplesFor(format);
  const paths = fc.uniqueArray(anySelector, { selector: text, minLength: 1, maxLength: 5 });
  return [
    {
      name: `${name}: our values read by the peer`,
      samples: samples.map(each => peer => valuesReadByPeer(format, codec, each, peer)),
    },
    {
      name: `${name}: the peer's values read by us`,
      samples: samples.map(each => peer => valuesReadByUs(format, codec, each, peer)),
    },
    {
      name: `${name}: our paths read by the peer`,
      samples: paths.map(each => peer => pathsReadByPeer(format, codec, each, peer)),
    },
    {
      name: `${name}: the peer's paths read by us`,
      samples: paths.map(each => peer => pathsReadByUs(format, codec, each, peer)),
    },
  ];
}

async function valuesReadByPeer(
  format: number,
  codec: CompositeCodec,
  sample: readonly PathValue[],
  peer: CodecPeer,
): Promise<Difference | null> {
  const ours = sample.map(toPeerValue);
  const hex = Buffer.from(codec.encodeValues(sample)).toString('hex');
  const answer = await peer.ask({ op: 'decode-values', format, hex });
  const example = `${JSON.stringify(ours)} ${hex}`;
  if (!answer.ok) return { difference: `the peer refuses: ${answer.error}`, example };
  const difference = firstDifference(ours, answer.values as PeerValue[]);
  return difference === null ? null : { difference, example };
}

async function valuesReadByUs(
  format: number,
  codec: CompositeCodec,
  sample: readonly PathValue[],
  peer: CodecPeer,
): Promise<Difference | null> {
  const ours = sample.map(toPeerValue);
  const answer = await peer.ask({ op: 'encode-values', format, values: ours });
  if (!answer.ok)
    return { difference: `the peer cannot write: ${answer.error}`, example: JSON.stringify(ours) };
  const hex = String(answer.hex);
  const decoded = codec.decodeValues(Buffer.from(hex, 'hex'), comparedDefinition);
  const example = `${JSON.stringify(ours)} ${hex}`;
  const [breach] = breaches(decoded.deviations);
  if (breach !== undefined) return { difference: `we object: ${breach.code} ${breach.message}`, example };
  const difference = firstDifference(ours, (decoded.node ?? []).map(toPeerValue));
  return difference === null ? null : { difference: `written by the peer, ${difference}`, example };
}

async function pathsReadByPeer(
  format: number,
  codec: CompositeCodec,
  sample: readonly PathSelector[],
  peer: CodecPeer,
): Promise<Difference | null> {
  const hex = Buffer.from(codec.encodePaths(sample)).toString('hex');
  const answer = await peer.ask({ op: 'decode-paths', format, hex });
  if (!answer.ok)
    return { difference: `the peer refuses: ${answer.error}`, example: `${sample.map(text)} ${hex}` };
  return comparedPaths(sample, answer.paths as string[], hex);
}

async function pathsReadByUs(
  format: number,
  codec: CompositeCodec,
  sample: readonly PathSelector[],
  peer: CodecPeer,
): Promise<Difference | null> {
  const answer = await peer.ask({ op: 'encode-paths', format, paths: sample.map(text) });
  if (!answer.ok)
    return { difference: `the peer cannot write: ${answer.error}`, example: sample.map(text).join() };
  const hex = String(answer.hex);
  const decoded = codec.decodePaths(Buffer.from(hex, 'hex'));
  const [breach] = breaches(decoded.deviations);
  if (breach !== undefined)
    return { difference: `we object: ${breach.code} ${breach.message}`, example: hex };
  return comparedPaths(sample, (decoded.node ?? []).map(text), hex);
}

function comparedPaths(
  ours: readonly PathSelector[],
  theirs: readonly string[],
  hex: string,
): Difference | null {
  const [left, right] = [ours.map(text).join(), theirs.join()];
  return left === right ? null : { difference: `paths ${left} are ${right} to the other`, example: hex };
}

function text(selector: PathSelector): string {
  return selector === 'root' ? '/' : formatPath(selector);
}
