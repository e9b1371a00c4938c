import { ByteReader } from '../bytes/byte-reader.ts';
import { concat, uint, vector } from '../bytes/write.ts';
import type {
  CertificateMessage,
  CertificateRequest,
  CertificateVerify,
  ClientKeyExchange,
  HandshakeReading,
  ServerKeyExchange,
} from './handshake-message.ts';

/** A chain of certificates (RFC 5246 §7.4.2), or one SubjectPublicKeyInfo without a list around it (RFC 7250 §3). */
export function readCertificate(reader: ByteReader, { certificate }: HandshakeReading): CertificateMessage {
  if (certificate === 'raw-public-key') {
    return { kind: 'certificate', type: 'raw-public-key', spki: reader.vector24() };
  }
  return {
    kind: 'certificate',
    type: 'x509',
    chain: listOf(reader, reader.vector24(), each => each.vector24()),
  };
}

export function writeCertificate(message: CertificateMessage): Uint8Array {
  if (message.type === 'raw-public-key') return vector(3, message.spki);
  return vector(3, ...message.chain.map(certificate => vector(3, certificate)));
}

/** A hint (RFC 4279 §2), or a point on a curve with its signature (RFC 8422 §5.4). */
export function readServerKeyExchange(reader: ByteReader, { method }: HandshakeReading): ServerKeyExchange {
  if (method === 'psk') return { kind: 'server-key-exchange', method, hint: reader.vector16() };
  const curveType = reader.uint8();
  const curve = reader.uint16();
  const point = reader.vector8();
  const algorithm = reader.uint16();
  const signature = reader.vector16();
  return { kind: 'server-key-exchange', method, curveType, curve, point, algorithm, signature };
}

export function writeServerKeyExchange(message: ServerKeyExchange): Uint8Array {
  if (message.method === 'psk') return vector(2, message.hint);
  return concat(ecdheParameters(message), uint(2, message.algorithm), vector(2, message.signature));
}

/** `ServerECDHParams`: what the signature of a ServerKeyExchange is about, besides the randoms. */
export function ecdheParameters(message: {
  readonly curveType: number;
  readonly curve: number;
  readonly point: Uint8Array;
}): Uint8Array {
  return concat(Uint8Array.of(message.curveType), uint(2, message.curve), vector(1, message.point));
}

/** RFC 5246 §7.4.4. */
export function readCertificateRequest(reader: ByteReader): CertificateRequest {
  const types = [...reader.vector8()];
  const algorithms = listOf(reader, reader.vector16(), each => each.uint16());
  const authorities = listOf(reader, reader.vector16(), each => each.vector16());
  return { kind: 'certificate-request', types, algorithms, authorities };
}

export function writeCertificateRequest(message: CertificateRequest): Uint8Array {
  return concat(
    vector(1, Uint8Array.from(message.types)),
    vector(2, ...message.algorithms.map(algorithm => uint(2, algorithm))),
    vector(2, ...message.authorities.map(name => vector(2, name))),
  );
}

/** An identity (RFC 4279 §2), or a point (RFC 8422 §5.7). */
export function readClientKeyExchange(reader: ByteReader, { method }: HandshakeReading): ClientKeyExchange {
  if (method === 'psk') return { kind: 'client-key-exchange', method, identity: reader.vector16() };
  return { kind: 'client-key-exchange', method, point: reader.vector8() };
}

export function writeClientKeyExchange(message: ClientKeyExchange): Uint8Array {
  return message.method === 'psk' ? vector(2, message.identity) : vector(1, message.point);
}

/** RFC 5246 §7.4.8. */
export function readCertificateVerify(reader: ByteReader): CertificateVerify {
  return { kind: 'certificate-verify', algorithm: reader.uint16(), signature: reader.vector16() };
}

export function writeCertificateVerify({ algorithm, signature }: CertificateVerify): Uint8Array {
  return concat(uint(2, algorithm), vector(2, signature));
}

/** An item that is cut off leaves the outer reader overrun. */
function listOf<Item>(outer: ByteReader, bytes: Uint8Array, read: (reader: ByteReader) => Item): Item[] {
  const list = new ByteReader(bytes);
  const items: Item[] = [];
  while (list.remaining > 0) items.push(read(list));
  if (list.overrun) outer.bytes(outer.remaining + 1);
  return items;
}
