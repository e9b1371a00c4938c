import * as cborX from 'cbor-x';
import * as cbor2 from 'cbor2';
import * as cborg from 'cborg';
import { cborCodec } from '../lwm2m/content/cbor/cbor-content.ts';
import { lwm2mCborCodec } from '../lwm2m/content/cbor/lwm2m-cbor.ts';
import { senmlCborCodec } from '../lwm2m/content/cbor/senml-cbor.ts';
import type { ContentCodec } from '../lwm2m/content/codec.ts';
import { lwm2mJsonCodec } from '../lwm2m/content/json/lwm2m-json.ts';
import { formatLinkFormat, parseLinkFormat } from '../lwm2m/content/link-format/link-format.ts';
import { senmlJsonCodec } from '../lwm2m/content/senml/senml-json.ts';
import { textCodec } from '../lwm2m/content/single-value/single-value.ts';
import { tlvCodec } from '../lwm2m/content/tlv/tlv-content.ts';
import { definitionOf } from '../lwm2m/model/registry.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';
import type { Lwm2mPath } from '../lwm2m/path.ts';
import type { Comparison, Peer } from './comparison.ts';
import { DEVICE_NODE, DEVICE_PATH } from './device-example.ts';
import { TLV_PEER } from './tlv-peer.ts';

/** Another library that reads and writes the same bytes, if only as a document without types. */
type PeersOf = (bytes: Uint8Array) => { readonly decode: readonly Peer[]; readonly encode: readonly Peer[] };

const BATTERY_PATH: Lwm2mPath = { object: 3, instance: 0, resource: 9 };
const BATTERY: Lwm2mNode = { kind: 'single', id: 9, type: 'Integer', value: 100n };
const LINKS = '</>;rt="oma.lwm2m";ct=11543,</1/0>,</3/0>;ver="1.1",</4/0>,</5/0>,</6/0>,</7>,</3303/0>';

/** The same Device instance through every format, and a single value through those that carry no more. */
export function contentComparisons(): Comparison[] {
  return [
    ...comparisons('tlv', tlvCodec, DEVICE_PATH, DEVICE_NODE, tlvPeers),
    ...comparisons('senml-json', senmlJsonCodec, DEVICE_PATH, DEVICE_NODE, jsonPeers),
    ...comparisons('lwm2m-json', lwm2mJsonCodec, DEVICE_PATH, DEVICE_NODE, jsonPeers),
    ...comparisons('senml-cbor', senmlCborCodec, DEVICE_PATH, DEVICE_NODE, cborPeers),
    ...comparisons('lwm2m-cbor', lwm2mCborCodec, DEVICE_PATH, DEVICE_NODE, cborPeers),
    ...comparisons('cbor', cborCodec, BATTERY_PATH, BATTERY, cborPeers),
    ...comparisons('text', textCodec, BATTERY_PATH, BATTERY, noPeers),
    ...linkFormatComparisons(),
  ];
}

function comparisons(
  name: string,
  codec: ContentCodec,
  path: Lwm2mPath,
  node: Lwm2mNode,
  peersOf: PeersOf,
): Comparison[] {
  const bytes = codec.encode(path, node);
  const peers = peersOf(bytes);
  return [
    {
      name: `${name}/decode`,
      ours: () => codec.decode(path, bytes, definitionOf),
      peers: peers.decode,
    },
    { name: `${name}/encode`, ours: () => codec.encode(path, node), peers: peers.encode },
  ];
}

function linkFormatComparisons(): Comparison[] {
  const bytes = new TextEncoder().encode(LINKS);
  const links = parseLinkFormat(bytes).links ?? [];
  return [
    { name: 'link-format/decode', ours: () => parseLinkFormat(bytes), peers: [] },
    { name: 'link-format/encode', ours: () => formatLinkFormat(links), peers: [] },
  ];
}

function tlvPeers(): ReturnType<PeersOf> {
  const { name, decode, encode } = TLV_PEER;
  return { decode: [{ name, run: decode }], encode: [{ name, run: encode }] };
}

function noPeers(): ReturnType<PeersOf> {
  return { decode: [], encode: [] };
}

function jsonPeers(bytes: Uint8Array): ReturnType<PeersOf> {
  const buffer = Buffer.from(bytes);
  const document: unknown = JSON.parse(buffer.toString());
  return {
    decode: [{ name: 'JSON.parse', run: () => JSON.parse(buffer.toString()) }],
    encode: [{ name: 'JSON.stringify', run: () => Buffer.from(JSON.stringify(document)) }],
  };
}

/** Maps with integer and array keys are no plain objects: every library is told to keep them as maps. */
function cborPeers(bytes: Uint8Array): ReturnType<PeersOf> {
  const x = new cborX.Encoder({ mapsAsObjects: false, useRecords: false });
  const buffer = Buffer.from(bytes);
  const [fromX, from2, fromG] = [
    x.decode(buffer),
    cbor2.decode(bytes),
    cborg.decode(bytes, { useMaps: true }),
  ];
  return {
    decode: [
      { name: 'cbor-x', run: () => x.decode(buffer) },
      { name: 'cbor2', run: () => cbor2.decode(bytes) },
      { name: 'cborg', run: () => cborg.decode(bytes, { useMaps: true }) },
    ],
    encode: [
      { name: 'cbor-x', run: () => x.encode(fromX) },
      { name: 'cbor2', run: () => cbor2.encode(from2) },
      { name: 'cborg', run: () => cborg.encode(fromG) },
    ],
  };
}
