import type fc from 'fast-check';
import { codeName, codeToByte } from '../coap/message/codes.ts';
import { decodeMessage } from '../coap/message/decode.ts';
import { breaches, type Deviation } from '../coap/message/deviation.ts';
import { encodeMessage } from '../coap/message/encode.ts';
import { wellFormedMessage } from '../coap/message/message.arbitrary.ts';
import type { CoapMessage, MessageContent } from '../coap/message/message.ts';
import { OptionNumber } from '../coap/message/option-registry.ts';
import { decodeFrame } from '../coap/tcp/decode-frame.ts';
import { encodeFrame } from '../coap/tcp/encode-frame.ts';
import { wellFormedContent } from '../coap/tcp/frame.arbitrary.ts';
import type { CodecPeer } from './codec-peer.ts';
import type { Comparison, Difference } from './comparison.ts';

const { ifMatch, uriHost, eTag, ifNoneMatch, observe, uriPort, locationPath, oscore, uriPath } = OptionNumber;
const { contentFormat, maxAge, uriQuery, accept, locationQuery, block2, block1, size2 } = OptionNumber;
const { proxyUri, proxyScheme, size1, noResponse } = OptionNumber;
/** Californium 4.0.0-M6 drops other elective options, as RFC 7252 §5.4.1 lets it, so they cannot be compared. */
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
/** RFC 8768, which Californium does not know either. */
const HOP_LIMIT_REACHED = '5.08';

/** Codes without a name are left out: Californium takes them for the x.00 of their class, as RFC 7252 §5.9 lets it. */
function comparable({ code }: MessageContent): boolean {
  return codeName(code) !== null && code !== HOP_LIMIT_REACHED && !code.startsWith('7');
}

function ofPeer<Content extends MessageContent>(content: Content): Content {
  return { ...content, options: content.options.filter(({ number }) => KNOWN_TO_PEER.has(number)) };
}

interface Transport<Content> {
  readonly name: string;
  readonly transport: 'udp' | 'tcp';
  readonly contents: fc.Arbitrary<Content>;
  readonly encode: (content: Content) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => {
    readonly message: Content | null;
    readonly deviations: readonly Deviation[];
  };
  readonly fields: (content: Content) => Record<string, unknown>;
}

const udp: Transport<CoapMessage> = {
  name: 'CoAP over UDP',
  transport: 'udp',
  contents: wellFormedMessage.filter(comparable).map(ofPeer),
  encode: encodeMessage,
  decode: decodeMessage,
  fields: message => ({ type: message.type, messageId: message.messageId, ...contentFields(message) }),
};

const tcp: Transport<MessageContent> = {
  name: 'CoAP over TCP',
  transport: 'tcp',
  contents: wellFormedContent.filter(comparable).map(ofPeer),
  encode: encodeFrame,
  decode: decodeFrame,
  fields: contentFields,
};

function contentFields({ code, token, options, payload }: MessageContent): Record<string, unknown> {
  return {
    code: codeToByte(code),
    token: hex(token),
    options: options.map(({ number, value }) => ({ number, value: hex(value) })),
    payload: hex(payload),
  };
}

/** Messages in both directions. */
export const coapComparisons: readonly Comparison[] = [...both(udp), ...both(tcp)];

function both<Content>(transport: Transport<Content>): readonly Comparison[] {
  return [
    {
      name: `${transport.name}: ours read by the peer`,
      samples: transport.contents.map(content => peer => readByPeer(transport, content, peer)),
    },
    {
      name: `${transport.name}: the peer's read by us`,
      samples: transport.contents.map(content => peer => readByUs(transport, content, peer)),
    },
  ];
}

async function readByPeer<Content>(
  { transport, encode, fields }: Transport<Content>,
  content: Content,
  peer: CodecPeer,
): Promise<Difference | null> {
  const bytes = hex(encode(content));
  const answer = await peer.ask({ op: 'coap-decode', transport, hex: bytes });
  if (!answer.ok) return { difference: `the peer refuses: ${answer.error}`, example: bytes };
  return compared(fields(content), answer, bytes);
}

async function readByUs<Content>(
  { transport, decode, fields }: Transport<Content>,
  content: Content,
  peer: CodecPeer,
): Promise<Difference | null> {
  const expected = fields(content);
  const answer = await peer.ask({ op: 'coap-encode', transport, ...expected });
  const asked = JSON.stringify(expected);
  if (!answer.ok) return { difference: `the peer cannot write: ${answer.error}`, example: asked };
  const bytes = String(answer.hex);
  const { message, deviations } = decode(Buffer.from(bytes, 'hex'));
  const [breach] = breaches(deviations);
  if (breach !== undefined)
    return { difference: `we object: ${breach.message}`, example: `${asked} ${bytes}` };
  if (message === null) return { difference: 'we read nothing', example: `${asked} ${bytes}` };
  return compared(expected, fields(message), bytes);
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

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
