import { deviationsOf } from '../../../coap/message/deviation.ts';
import { HarnessBugError } from '../../../errors/touchstone-error.ts';
import { type DefinitionLookup, resourceDefinition } from '../../model/object-definition.ts';
import type { Lwm2mNode } from '../../node.ts';
import { formatPath, type Lwm2mPath, pathDepth } from '../../path.ts';
import type { ContentCodec } from '../codec.ts';
import type { DecodedContent } from '../decoded-content.ts';
import { concluded, type Findings } from '../flat/findings.ts';
import { readCbor } from './cbor-read.ts';
import { valueTokens } from './cbor-value.ts';
import { type ReadValue, readValue } from './cbor-value-read.ts';
import { writeCbor } from './cbor-write.ts';

const deviation = deviationsOf('content', 'TS 1.1.1 §7.4.3');

/** application/cbor: the value of one single resource or one resource instance, nothing around it (TS 1.1.1 §7.4.3). */
export const cborCodec: ContentCodec = {
  represents: node => node.kind === 'single' || node.kind === 'resource-instance',
  encode: encodeCborContent,
  decode: decodeCborContent,
};

/**
 * A Time goes out as tag 1, as Leshan and Anjay send it; TS 1.1 leaves the form open, so all of them are read.
 * @throws HarnessBugError `content.node` when the node is not what the path points at, `cbor.value` when it does not fit.
 */
function encodeCborContent(path: Lwm2mPath, node: Lwm2mNode): Uint8Array {
  const depth = pathDepth(path);
  if ((node.kind === 'single' && depth === 3) || (node.kind === 'resource-instance' && depth === 4)) {
    return writeCbor(valueTokens(node.type, node.value, 'tagged'));
  }
  throw new HarnessBugError(
    'content.node',
    `A node of kind ${node.kind} is not what ${formatPath(path)} is`,
    {
      hint: 'Pass a single resource for /O/I/R and a resource instance for /O/I/R/RI.',
    },
  );
}

function decodeCborContent(
  path: Lwm2mPath,
  bytes: Uint8Array,
  definitions: DefinitionLookup,
): DecodedContent {
  const definition = resourceDefinition(definitions(path.object), path.resource ?? -1);
  if (path.resource === undefined || (path.resourceInstance === undefined && definition?.multiple === true)) {
    const message = `${formatPath(path)} has more than one value`;
    return { node: null, deviations: [deviation('single-value', message, 0)] };
  }
  const { item, deviations } = readCbor(bytes);
  if (item === null) return { node: null, deviations };
  const findings: Findings = { deviations: [...deviations], faults: [] };
  const read = readValue(item, definition?.type, findings);
  if (read === null) return { node: null, deviations: [...findings.deviations, ...findings.faults] };
  return concluded(nodeOf(path.resource, path.resourceInstance, read), findings);
}

function nodeOf(resource: number, resourceInstance: number | undefined, typed: ReadValue): Lwm2mNode {
  return resourceInstance === undefined
    ? { kind: 'single', id: resource, ...typed }
    : { kind: 'resource-instance', id: resourceInstance, ...typed };
}
