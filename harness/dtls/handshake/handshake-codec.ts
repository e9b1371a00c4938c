import type { Deviation } from '../../coap/message/deviation.ts';
import { ByteReader } from '../bytes/byte-reader.ts';
import { dtlsDeviation } from '../dtls-deviations.ts';
import { describeHandshakeType, HandshakeType } from '../registry.ts';
import type { HandshakeMessage, HandshakeReading } from './handshake-message.ts';
import {
  readClientHello,
  readHelloVerifyRequest,
  readServerHello,
  writeClientHello,
  writeHelloVerifyRequest,
  writeServerHello,
} from './hello-codec.ts';
import {
  readCertificate,
  readCertificateRequest,
  readCertificateVerify,
  readClientKeyExchange,
  readServerKeyExchange,
  writeCertificate,
  writeCertificateRequest,
  writeCertificateVerify,
  writeClientKeyExchange,
  writeServerKeyExchange,
} from './key-codec.ts';
import { messageDeviations } from './message-rules.ts';

/** Type and body of a message, whole. */
export interface HandshakeBody {
  readonly type: number;
  readonly body: Uint8Array;
}

export type DecodedHandshake =
  | { readonly message: HandshakeMessage; readonly deviations: readonly Deviation[] }
  | { readonly message: null; readonly deviations: readonly [Deviation, ...Deviation[]] };

/**
 * Reads the body of a handshake message. Total: any bytes give a result, which is null only where they are cut off. Fields are
 * views of the given bytes; offsets of deviations count from the body.
 */
export function decodeHandshake({ type, body }: HandshakeBody, reading: HandshakeReading): DecodedHandshake {
  const reader = new ByteReader(body);
  const message = read(type, reader, reading);
  if (reader.overrun) {
    const name = describeHandshakeType(type);
    return {
      message: null,
      deviations: [dtlsDeviation('message-truncated', `${name} ends inside a field`, body.length, CLAUSE)],
    };
  }
  const deviations = messageDeviations(message);
  if (reader.remaining > 0) {
    const text = `${reader.remaining} bytes behind the end of ${describeHandshakeType(type)}`;
    deviations.push(dtlsDeviation('message-trailing', text, reader.offset, CLAUSE));
  }
  return { message, deviations };
}

const CLAUSE = { clause: 'RFC 5246 §7.4' };

function read(type: number, reader: ByteReader, reading: HandshakeReading): HandshakeMessage {
  switch (type) {
    case HandshakeType.helloRequest:
      return { kind: 'hello-request' };
    case HandshakeType.clientHello:
      return readClientHello(reader);
    case HandshakeType.serverHello:
      return readServerHello(reader);
    case HandshakeType.helloVerifyRequest:
      return readHelloVerifyRequest(reader);
    case HandshakeType.certificate:
      return readCertificate(reader, reading);
    case HandshakeType.serverKeyExchange:
      return readServerKeyExchange(reader, reading);
    case HandshakeType.certificateRequest:
      return readCertificateRequest(reader);
    case HandshakeType.serverHelloDone:
      return { kind: 'server-hello-done' };
    case HandshakeType.clientKeyExchange:
      return readClientKeyExchange(reader, reading);
    case HandshakeType.certificateVerify:
      return readCertificateVerify(reader);
    case HandshakeType.finished:
      return { kind: 'finished', verifyData: reader.rest() };
    default:
      return { kind: 'opaque', type, body: reader.rest() };
  }
}

export function encodeHandshake(message: HandshakeMessage): HandshakeBody {
  switch (message.kind) {
    case 'hello-request':
      return { type: HandshakeType.helloRequest, body: new Uint8Array(0) };
    case 'client-hello':
      return { type: HandshakeType.clientHello, body: writeClientHello(message) };
    case 'server-hello':
      return { type: HandshakeType.serverHello, body: writeServerHello(message) };
    case 'hello-verify-request':
      return { type: HandshakeType.helloVerifyRequest, body: writeHelloVerifyRequest(message) };
    case 'certificate':
      return { type: HandshakeType.certificate, body: writeCertificate(message) };
    case 'server-key-exchange':
      return { type: HandshakeType.serverKeyExchange, body: writeServerKeyExchange(message) };
    case 'certificate-request':
      return { type: HandshakeType.certificateRequest, body: writeCertificateRequest(message) };
    case 'server-hello-done':
      return { type: HandshakeType.serverHelloDone, body: new Uint8Array(0) };
    case 'client-key-exchange':
      return { type: HandshakeType.clientKeyExchange, body: writeClientKeyExchange(message) };
    case 'certificate-verify':
      return { type: HandshakeType.certificateVerify, body: writeCertificateVerify(message) };
    case 'finished':
      return { type: HandshakeType.finished, body: message.verifyData };
    case 'opaque':
      return { type: message.type, body: message.body };
  }
}
