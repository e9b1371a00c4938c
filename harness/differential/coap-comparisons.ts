import { codeName, codeToByte } from '../coap/message/codes.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { breaches } from '../coap/message/deviation.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import { wellFormedMessage } from '../coap/message/message.arbitrary.ts';
import type { CoapMessage } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import type { CodecPeer } from './codec-peer.ts';
import type { Comparison, Difference } from './comparison.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const { ifMatch, uriHost, eTag, ifNoneMatch, observe, uriPort, locationPath, oscore, uriPath } = OptionNumber;
const { contentFormat, maxAge, uriQuery, accept, locationQuery, block2, block1, size2 } = OptionNumber;
const { proxyUri, proxyScheme, size1, noResponse } = OptionNumber;
/** RFC 8768, which Californium does not know either. */
const HOP_LIMIT_REACHED = '5.08';
/** Californium 4.0.0-M6 does not have Hop-Limit, Echo, Request-Tag and Q-Block. */
const KNOWN_TO_PEER: ReadonlySet<number> = new Set([
  ...[ifMatch, uriHost, eTag, ifNoneMatch, observe, uriPort, locationPath, oscore, uriPath, contentFormat],
  ...[
    maxAge,
    uriQuery,
    accept,
    locationQuery,
    block2,
    block1,
    size2,
    proxyUri,
    proxyScheme,
    size1,
    noResponse,
  ],
]);

/** Codes without a name are left out: Californium takes them for the x.00 of their class, as RFC 7252 §5.9 lets it. */
const messages = wellFormedMessage
  .filter(({ code }) => codeName(code) !== null && code !== HOP_LIMIT_REACHED)
  // Californium drops elective options that it does not know (RFC 7252 §5.4.1), so they cannot be compared.
  .map(message => ({
    ...message,
    options: message.options.filter(({ number }) => KNOWN_TO_PEER.has(number)),
  }));

/** CoAP over UDP in both directions. */
export const coapComparisons: readonly Comparison[] = [
  {
    name: 'CoAP over UDP: ours read by the peer',
    samples: messages.map(message => peer => readByPeer(message, peer)),
  },
  {
    name: "CoAP over UDP: the peer's read by us",
    samples: messages.map(message => peer => readByUs(message, peer)),
  },
];

function fields(message: CoapMessage): Record<string, unknown> {
  return {
    type: message.type,
    messageId: message.messageId,
    code: codeToByte(message.code),
    token: hex(message.token),
    options: message.options.map(({ number, value }) => ({ number, value: hex(value) })),
    payload: hex(message.payload),
  };
}

async function readByPeer(message: CoapMessage, peer: CodecPeer): Promise<Difference | null> {
  const expected = fields(message);
  const bytes = hex(encodeMessage(message));
  const answer = await peer.ask({ op: 'coap-decode', transport: 'udp', hex: bytes });
  if (!answer.ok) return { difference: `the peer refuses: ${answer.error}`, example: bytes };
  return compared(expected, answer, bytes);
}

async function readByUs(message: CoapMessage, peer: CodecPeer): Promise<Difference | null> {
  const expected = fields(message);
  const answer = await peer.ask({ op: 'coap-encode', transport: 'udp', ...expected });
  const asked = JSON.stringify(expected);
  if (!answer.ok) return { difference: `the peer cannot write: ${answer.error}`, example: asked };
  const bytes = String(answer.hex);
  const decoded = decodeMessage(Buffer.from(bytes, 'hex'));
  const [breach] = breaches(decoded.deviations);
  if (breach !== undefined)
    return { difference: `we object: ${breach.message}`, example: `${asked} ${bytes}` };
  if (decoded.message === null) return { difference: 'we read nothing', example: `${asked} ${bytes}` };
  return compared(expected, fields(decoded.message), bytes);
}

function compared(
  ours: Record<string, unknown>,
  theirs: Record<string, unknown>,
  bytes: string,
): Difference | null {
  for (const [field, value] of Object.entries(ours)) {
    const [left, right] = [JSON.stringify(value), JSON.stringify(theirs[field])];
    if (left !== right) return { difference: `${field} ${left} is ${right} to the other`, example: bytes };
  }
  return null;
}
