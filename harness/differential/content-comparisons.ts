import { breaches } from '../coap/message/deviation.ts';
import { canRepresent, decodeContent, encodeContent } from '../lwm2m/content/content.ts';
import { describeContentFormat } from '../lwm2m/content/content-format.ts';
import { valuesOf } from '../lwm2m/content/flat/values-of.ts';
import { formatPath } from '../lwm2m/path.ts';
import type { CodecPeer } from './codec-peer.ts';
import type { Comparison, Difference } from './comparison.ts';
import { boundSamples, type NodeSample, nodeSample } from './node-sample.ts';
import { firstDifference, type PeerValue, toPeerValue } from './peer-value.ts';
import { comparedDefinition } from './reference-objects.ts';

/** One content format in both directions. */
export function contentComparisons(format: number): readonly Comparison[] {
  const samples = nodeSample.filter(({ node }) => canRepresent(format, node));
  const bounds = boundSamples.filter(({ node }) => canRepresent(format, node));
  const name = describeContentFormat(format);
  return [
    {
      name: `${name}: ours read by the peer`,
      samples: samples.map(sample => peer => readByPeer(format, sample, peer)),
      bounds: bounds.map(sample => peer => readByPeer(format, sample, peer)),
    },
    {
      name: `${name}: the peer's read by us`,
      // The driver is told values by path, so a tree without any is nothing to it.
      samples: samples
        .filter(({ path, node }) => valuesOf(path, node).length > 0)
        .map(sample => peer => readByUs(format, sample, peer)),
      bounds: bounds.map(sample => peer => readByUs(format, sample, peer)),
    },
  ];
}

async function readByPeer(
  format: number,
  { path, node }: NodeSample,
  peer: CodecPeer,
): Promise<Difference | null> {
  const values = valuesOf(path, node).map(toPeerValue);
  const hex = Buffer.from(encodeContent(format, path, node)).toString('hex');
  const answer = await peer.ask({ op: 'decode', format, path: formatPath(path), hex });
  const example = shown(path, values, hex);
  if (!answer.ok) return { difference: `the peer refuses: ${answer.error}`, example };
  const difference = firstDifference(values, answer.values as PeerValue[]);
  return difference === null ? null : { difference, example };
}

async function readByUs(
  format: number,
  { path, node }: NodeSample,
  peer: CodecPeer,
): Promise<Difference | null> {
  const values = valuesOf(path, node).map(toPeerValue);
  const answer = await peer.ask({ op: 'encode', format, path: formatPath(path), values });
  if (!answer.ok)
    return { difference: `the peer cannot write: ${answer.error}`, example: shown(path, values, '') };
  const hex = String(answer.hex);
  const decoded = decodeContent(format, path, Buffer.from(hex, 'hex'), comparedDefinition);
  const example = shown(path, values, hex);
  const [breach] = breaches(decoded.deviations);
  if (breach !== undefined) return { difference: `we object: ${breach.code} ${breach.message}`, example };
  if (decoded.node === null) return { difference: 'we read nothing', example };
  const difference = firstDifference(values, valuesOf(path, decoded.node).map(toPeerValue));
  return difference === null ? null : { difference: `written by the peer, ${difference}`, example };
}

function shown(path: NodeSample['path'], values: readonly PeerValue[], hex: string): string {
  return `${formatPath(path)} ${JSON.stringify(values)} ${hex}`;
}
