import { canRepresent } from '../lwm2m/content/content.ts';
import { ContentFormat } from '../lwm2m/content/content-format.ts';
import type { ModelVersion } from '../lwm2m/model/registry.ts';
import type { Lwm2mNode } from '../lwm2m/node.ts';

const { text, opaque, cbor, senmlJson, senmlCbor, tlv, json } = ContentFormat;

/** Formats of values of any number. */
const SEVERAL: Readonly<Record<ModelVersion, readonly number[]>> = {
  '1.0': [tlv, json],
  '1.1': [tlv, senmlCbor, senmlJson, json],
};

/** Formats that a server may write the content of a path in. @param depth of the path. */
export function writableFormats(version: ModelVersion, depth: number): readonly number[] {
  if (depth < 3) return SEVERAL[version];
  return [opaque, text, ...(version === '1.0' ? [] : [cbor]), ...SEVERAL[version]];
}

/** The format of an answer: what the server asks for, or else the first that can carry it; null where there is none. */
export function answerFormat(
  version: ModelVersion,
  node: Lwm2mNode,
  accept: number | undefined,
): number | null {
  const oneValue = node.kind === 'single' || node.kind === 'resource-instance';
  const possible = writableFormats(version, oneValue ? 3 : 1).filter(format => canRepresent(format, node));
  return possible.find(format => accept === undefined || format === accept) ?? null;
}
